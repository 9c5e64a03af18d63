import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const minimum = { kind: 'minimum', side: 'mentor', field: 'years', threshold: 5 };
const wait = { kind: 'wait', side: 'mentor', field: 'since', threshold: 1 };
const agreed = {
  kind: 'agreed',
  fields: [
    { side: 'participant', field: 'agrees' },
    { side: 'mentor', field: 'agrees' },
  ],
};

test('minimum: the number of the named side decides', () => {
  expect(refuse(minimum, {}, { years: 5 })).toBe('allowed');
  expect(refuse(minimum, { years: 1 }, { years: 5 })).toBe('allowed');
  expect(refuse(minimum, {}, { years: 4.5 })).toBe(
    'The master needs at least 5 years for "Years" and states 4.5 years.',
  );
  expect(refuse(minimum, {}, {})).toBe('allowed');
  expect(refuse({ ...minimum, side: 'participant' }, { years: 1 }, { years: 9 })).not.toBe('allowed');
});

test('wait: the cycles between the year and this one are counted', () => {
  expect(refuse(wait, {}, { since: 2027 })).not.toBe('allowed');
  expect(refuse(wait, {}, { since: 2026 })).toBe(
    'The master waits 1 cycle after "Since" 2026; this cycle is 2027.',
  );
  expect(refuse(wait, {}, { since: 2025 })).toBe('allowed');
  expect(refuse({ ...wait, threshold: 2 }, {}, { since: 2025 })).not.toBe('allowed');
  expect(refuse({ ...wait, threshold: 0 }, {}, { since: 2026 })).toBe('allowed');
  expect(refuse(wait, {}, {})).toBe('allowed');
});

test('agreed: both must have said yes', () => {
  expect(refuse(agreed, { agrees: true }, { agrees: true })).toBe('allowed');
  expect(refuse(agreed, { agrees: true }, { agrees: false })).toBe(
    'The master has not said yes to "Agrees".',
  );
  expect(refuse(agreed, {}, {})).toBe(
    'The apprentice has not said yes to "Agrees". The master has not said yes to "Agrees".',
  );
});

test('agreed: a missing answer passes only where the rule says so', () => {
  const lenient = { ...agreed, missingIsYes: true };
  expect(refuse(agreed, { agrees: true }, {})).not.toBe('allowed');
  expect(refuse(lenient, { agrees: true }, {})).toBe('allowed');
  expect(refuse(lenient, { agrees: false }, {})).not.toBe('allowed');
});
