import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributionsOf, fitOf, sharesOf } from '../../../web/src/session/weights.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const count = policy.criteria.length;
const tenths = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: count, maxLength: count });
const points = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: count, maxLength: count });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('shares total 100 whatever the weights, and each is within one percent of its weight', () => {
  let cases = 0;
  fc.assert(
    fc.property(tenths, (weights) => {
      const total = sum(weights);
      fc.pre(total > 0);
      cases += 1;
      const shares = sharesOf(weighed(policy, weights));
      expect(sum(shares)).toBe(100);
      shares.forEach((share, index) =>
        expect(Math.abs(share - ((weights[index] ?? 0) * 100) / total)).toBeLessThan(1),
      );
    }),
  );
  expect(cases).toBeGreaterThan(90);
});

test('without any weight nothing has a share and no pair has a fit', () => {
  const nothing = weighed(policy, []);
  expect(sharesOf(nothing)).toEqual(policy.criteria.map(() => 0));
  expect(
    fitOf(
      policy.criteria.map(() => 1000),
      nothing,
    ),
  ).toBeUndefined();
});

test('doubling all weights changes no share and no fit', () => {
  const halves = tenths.map((weights) => weights.map((weight) => Math.floor(weight / 2)));
  fc.assert(
    fc.property(halves, points, (weights, gained) => {
      const once = weighed(policy, weights);
      const twice = weighed(
        policy,
        weights.map((weight) => weight * 2),
      );
      expect(sharesOf(twice)).toEqual(sharesOf(once));
      const fit = fitOf(gained, once);
      if (fit === undefined) expect(fitOf(gained, twice)).toBeUndefined();
      else expect(fitOf(gained, twice)).toBeCloseTo(fit, 9);
    }),
  );
});

test('what the criteria earn is the fit, and earned and lost together are 100', () => {
  fc.assert(
    fc.property(tenths, points, (weights, gained) => {
      fc.pre(sum(weights) > 0);
      const now = weighed(policy, weights);
      const parts = contributionsOf(gained, now);
      expect(sum(parts.map((part) => part.earned))).toBeCloseTo(fitOf(gained, now) ?? Number.NaN, 6);
      expect(sum(parts.map((part) => part.earned + part.lost))).toBeCloseTo(100, 6);
    }),
  );
});
