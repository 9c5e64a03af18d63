import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '#solver/engines/flow/assignment/assign.ts';
import { assignPlainly } from '#solver/engines/flow/assignment/plain.ts';
import { rentPrices } from '#solver/engines/flow/assignment/rents.ts';
import { unitRows } from '#solver/engines/flow/assignment/units.ts';
import { problemOf } from '../../../../support/assignment/arbitrary-problem.ts';
import { flawOf, totalOf } from '../../../../support/assignment/proof.ts';

const wholes = (count: number, most: number) =>
  fc.array(fc.integer({ min: 1, max: most }), { minLength: count, maxLength: count });

/** Worth of every pair: need times quality, and what is not explained by that. */
function product(need: readonly number[], quality: readonly number[], noise: readonly number[]) {
  return problemOf(
    need.map((one, row) =>
      quality.map(
        (other, column) =>
          [column, one * other + (noise[(31 * row + 17 * column) % noise.length] as number)] as const,
      ),
    ),
    need.map(() => 1),
    need.map(() => 0),
    quality.map(() => 1),
  );
}

test('where worth is need times quality, the rents prove the sorted match', () => {
  fc.assert(
    fc.property(wholes(40, 1000), wholes(40, 1000), (need, quality) => {
      fc.pre(new Set(quality).size > 1 && new Set(need).size > 1);
      const problem = product(need, quality, [0]);
      const prices = rentPrices(problem, unitRows(problem));
      expect(prices).toBeDefined();
      const rents = Array.from(prices as Float64Array);
      const bestFor = (one: number) =>
        Math.max(...quality.map((other, at) => one * other - (rents[at] as number)));
      const bound = [...need.map(bestFor), ...rents].reduce((sum, price) => sum + price, 0);
      const falling = (one: number, other: number) => other - one;
      const best = quality.toSorted(falling);
      expect(bound).toBe(
        need.toSorted(falling).reduce((sum, one, rank) => sum + one * (best[rank] as number), 0),
      );
    }),
    { numRuns: 100 },
  );
});

test('are not asked for where worths have nothing in common', () => {
  const noise = Array.from({ length: 1009 }, (_, at) => (at * 7919) % 1009);
  const problem = product(new Array<number>(60).fill(1), new Array<number>(60).fill(1), noise);
  expect(rentPrices(problem, unitRows(problem))).toBeUndefined();
});

test('are only a start: matches near such worths are proven best, with more rows or more columns', () => {
  let priced = 0;
  fc.assert(
    fc.property(
      fc.constantFrom([50, 50], [50, 70], [70, 50]),
      wholes(70, 1000),
      wholes(70, 1000),
      fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 97, maxLength: 97 }),
      fc.constantFrom(1, 100),
      ([rows, columns], need, quality, noise, calm) => {
        const exact = product(
          need.slice(0, rows),
          quality.slice(0, columns),
          noise.map((value) => Math.round(value / calm)),
        );
        const isOptional = exact.demand.length > exact.capacity.length ? 1 : 0;
        const problem = { ...exact, optional: exact.optional.map(() => isOptional) };
        if (rentPrices(problem, unitRows(problem))) priced += 1;
        const answer = assign(problem);
        expect(flawOf(problem, answer)).toBeUndefined();
        expect(totalOf(problem, answer)).toBe(totalOf(problem, assignPlainly(problem)));
      },
    ),
    { numRuns: 60 },
  );
  expect(priced).toBeGreaterThan(30);
});
