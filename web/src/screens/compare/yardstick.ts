import type { MatchedPair } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { tenthsOf } from '../../parts/fit-words.ts';

/**
 * Gives a pair's fit in whole tenths of a point, 0 to 1000: the precision that is shown, so that what a reader adds up on
 * screen is what stands below it.
 */
export type Yardstick = (pair: MatchedPair) => number;

/** How the pairs of a set are judged: by the weights of `judge`, or where there is none, or it weighs what was not measured, by its own. */
export function yardstickFor({ policy }: { policy: Policy }, judge: Policy | undefined): Yardstick {
  return (judge && fitBy(judge, policy)) ?? ownFit;
}

/** The fit that the set itself states. */
function ownFit(pair: MatchedPair): number {
  return tenthsOf(pair.fit);
}

/**
 * Judges the pairs of one set by the weights of another policy: fit = sum(w x points) / sum(w), over the points that the
 * set has for each criterion. Undefined where `judge` weighs a criterion that the set never measured.
 */
export function fitBy(judge: Policy, measured: Policy): Yardstick | undefined {
  const places = new Map(measured.criteria.map((criterion, place) => [criterion.id, place]));
  const terms: { place: number; thousandths: number }[] = [];
  for (const { id, weight } of judge.criteria) {
    const thousandths = Math.round(weight * 1000);
    if (thousandths === 0) continue;
    const place = places.get(id);
    if (place === undefined) return undefined;
    terms.push({ place, thousandths });
  }
  const whole = terms.reduce((sum, { thousandths }) => sum + thousandths, 0);
  if (whole === 0) return () => 0;
  return ({ points }) => {
    const earned = terms.reduce((sum, { place, thousandths }) => sum + thousandths * (points[place] ?? 0), 0);
    return tenthsOf(earned / whole / 10);
  };
}
