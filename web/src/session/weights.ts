import type { Explanation } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';

type Weighed = Pick<Policy, 'criteria'>;

function thousandthsOf(policy: Weighed): number[] {
  return policy.criteria.map(({ weight }) => Math.round(weight * 1000));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Share of each criterion in whole percent, in the policy's order. They total 100 exactly (largest remainder; of equal
 * remainders the earlier criterion gets the point), or are all 0 where no criterion has a weight.
 */
export function sharesOf(policy: Weighed): number[] {
  const thousandths = thousandthsOf(policy);
  const total = sum(thousandths);
  if (total === 0) return thousandths.map(() => 0);
  const shares = thousandths.map((weight) => Math.floor((weight * 100) / total));
  const byRemainder = thousandths
    .map((weight, index) => ({ index, remainder: (weight * 100) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = 100 - sum(shares);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/**
 * Fit of a pair under the weights that stand on the sliders now, 0 to 100: the weighted mean of its points, so that
 * bars follow the thumb without asking the service. Undefined where all weights are 0.
 */
export function fitOf(points: readonly number[], policy: Weighed): number | undefined {
  const thousandths = thousandthsOf(policy);
  const total = sum(thousandths);
  if (total === 0) return undefined;
  return sum(thousandths.map((weight, index) => weight * (points[index] ?? 0))) / total / 10;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * A score in points of fit, of which a pair can have 100; undefined where all weights are 0. The service scores with the weights in their
 * smallest whole proportion.
 */
export function fitOfScore(score: number, policy: Weighed): number | undefined {
  const total = sum(multipliersOf(policy));
  return total === 0 ? undefined : score / total / 10;
}

/** A pair's score from its points, as the service counts it. */
export function scoreOf(points: readonly number[], policy: Weighed): number {
  return sum(multipliersOf(policy).map((multiplier, index) => multiplier * (points[index] ?? 0)));
}

/** The weights in their smallest whole proportion. */
function multipliersOf(policy: Weighed): number[] {
  const thousandths = thousandthsOf(policy);
  const divisor = thousandths.reduce(greatestCommonDivisor, 0) || 1;
  return thousandths.map((weight) => weight / divisor);
}

/** What a criterion earns and loses of a pair's fit; both together are its share of 100. */
export interface Contribution {
  earned: number;
  lost: number;
}

/** Points are 0 to 1000, in the policy's order. */
export function contributionsOf(points: readonly number[], policy: Weighed): Contribution[] {
  const thousandths = thousandthsOf(policy);
  const total = Math.max(1, sum(thousandths));
  return thousandths.map((weight, index) => {
    const earned = (weight * (points[index] ?? 0)) / total / 10;
    return { earned, lost: (weight * 100) / total - earned };
  });
}

/** An explanation's points in the policy's order. Points are facts about two people: no weight changes them. */
export function pointsOf(explanation: Explanation, policy: Weighed): number[] {
  const points = new Map(explanation.contributions.map((one) => [one.criterion, one.points]));
  return policy.criteria.map(({ id }) => points.get(id) ?? 0);
}
