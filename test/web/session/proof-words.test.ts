import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proofWords } from '../../../web/src/session/proof-words.ts';

test('only what is proven is called best possible', () => {
  expect(proofWords({ status: 'optimal', relativeGap: 0, allWeightsZero: false })).toBe(
    'best possible, proven',
  );
  expect(proofWords({ status: 'feasible', relativeGap: 0.01, allWeightsZero: false })).toBe(
    'good, not proven best: at least 99 % of the best possible',
  );
});

test('where no weight counts, the best is no better than the rest', () => {
  expect(proofWords({ status: 'optimal', relativeGap: 0, allWeightsZero: true })).toBe(
    'as good as every allowed match',
  );
});

test('what is not proven says how near to the best it is, and never promises more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (value, more) => {
      const relativeGap = more / value;
      const words = proofWords({ status: 'feasible', relativeGap, allWeightsZero: false });
      const promised = Number(/at least ([\d.]+) %/.exec(words)?.[1]);
      expect(promised / 100).toBeLessThanOrEqual(value / (value + more) + 1e-9);
      expect(promised / 100).toBeGreaterThan(value / (value + more) - 0.0011);
    }),
  );
});
