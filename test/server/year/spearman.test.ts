import { expect, test } from 'vitest';
import { interval, spearman } from '#server/year/spearman.ts';

test('the textbook’s ten pupils: IQ and hours before a screen, rho = -29/165', () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
});

test('ranks that are shared stand at the mean of their places', () => {
  // Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: 4.5 / sqrt(4.5 x 5).
  expect(spearman([1, 2, 2, 3], [10, 20, 30, 40])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  expect(spearman([1, 5, 9], [3, 2, 1])).toBe(-1);
  expect(spearman([4, 4, 4], [1, 2, 3])).toBeNaN();
});

test('the interval is Bonett and Wright’s', () => {
  // n = 28, r = 0.6: atanh 0.693147, half 1.959964 x sqrt(1.18 / 25) = 0.425808.
  const { low, high } = interval(0.6, 28);
  expect(low).toBeCloseTo(Math.tanh(0.693147 - 0.425808), 5);
  expect(high).toBeCloseTo(Math.tanh(0.693147 + 0.425808), 5);
  expect(interval(1, 20)).toEqual({ low: 1, high: 1 });
});
