import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailKey, nameKey, normaliseName } from '#solver/score/features/normalise.ts';

test.each([
  ['  The   Ölive Library, Inc. ', 'olive library'],
  ['ＦＵＬＬ width', 'full width'],
  ["O'Brien", 'obrien'],
  ['St. Olaf L.L.C.', 'st olaf'],
  ['Smith–Jones', 'smith jones'],
  ['The', 'the'],
  ['Inc', 'inc'],
  ['Theodore', 'theodore'],
  ['Zinc', 'zinc'],
  ['...', ''],
])('%s is compared as "%s"', (text, normalised) => {
  expect(normaliseName(text)).toBe(normalised);
});

test('names agree in either order of their words', () => {
  expect(nameKey('Berg, Marta')).toBe(nameKey('marta BERG'));
});

test('e-mail addresses keep their dots', () => {
  expect(emailKey(' A.B@Example.ORG ')).toBe('a.b@example.org');
});

test('normalising twice changes nothing more for ordinary text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zé ,.'-]{0,30}$/), (text) => {
      const once = normaliseName(`x ${text} y`);
      expect(normaliseName(once)).toBe(once);
    }),
  );
});
