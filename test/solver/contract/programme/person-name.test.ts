import { expect, it } from 'vitest';
import { personName } from '#solver/contract/programme/person-name.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';

const { participant: form } = shippedProgramme('minnesota') as Programme;
const nameOf = (values: Record<string, string>) => personName(form, { id: 'p_1', values });

it.each([0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069])(
  'a name keeps its letters and loses the mark of direction U+%s',
  (code) => {
    expect(nameOf({ name: `An${String.fromCodePoint(code)}a`, lastName: 'Ruiz' })).toBe('Ana Ruiz');
  },
);

it('right-to-left letters and the joiners of scripts stay', () => {
  const noor = '\u0646\u0648\u0631';
  const joined = '\u0915\u094d\u200d\u0937';
  expect(nameOf({ name: noor, lastName: joined })).toBe(`${noor} ${joined}`);
});

it('a name of nothing but marks is no name', () => {
  expect(nameOf({ name: '\u202e', email: 'ana@example.org' })).toBe('ana@example.org');
});
