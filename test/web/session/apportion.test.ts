import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenthsThatSum } from '../../../web/src/session/apportion.ts';

test('check 24: printed tenths sum to the printed sum, each within a tenth of its number', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { maxLength: 12 }), (numbers) => {
      const tenths = tenthsThatSum(numbers);
      const sum = numbers.reduce((all, one) => all + one, 0);
      expect(tenths.reduce((all, one) => all + one, 0)).toBeCloseTo(Math.round(sum * 10) / 10, 9);
      tenths.forEach((one, at) => expect(Math.abs(one - (numbers[at] ?? 0))).toBeLessThanOrEqual(0.1 + 1e-9));
    }),
  );
});
