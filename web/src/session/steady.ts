import type { Breakpoints, CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { WEIGHT_MAX } from './policy-edits.ts';

type Fraction = CriterionBreakpoints['steady']['from'];

/** A weight at which the best match changes. */
export interface Tick {
  /** 0 to 10. */
  weight: number;
  /** How many participants have another mentor beyond it. */
  moved: number;
}

/** Where one weight can go while the match stays, and where it changes. */
export interface SteadyTrack {
  /** The ends of the band, 0 to 10. */
  from: number;
  to: number;
  /** The outermost weights in tenths, as a slider has them, with the same match. */
  first: number;
  last: number;
  ticks: readonly Tick[];
  /** False where time ran out before every match was shown to be the best. */
  isProven: boolean;
}

function numberOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

/** Whole tenths strictly inside the band: at its very ends another match is as good. The scale's own ends belong to it. */
function tenthsInside(from: Fraction, to: Fraction): [number, number] {
  const low = Math.floor((from.numerator * 10) / from.denominator) + (from.numerator === 0 ? 0 : 1);
  const isEnd = to.numerator === WEIGHT_MAX * to.denominator;
  const high = Math.ceil((to.numerator * 10) / to.denominator) - (isEnd ? 0 : 1);
  return [low, high];
}

/** The track of a criterion at a weight; the thumb may have left the weight that was asked about. */
export function steadyTrack(found: CriterionBreakpoints, weight: number): SteadyTrack {
  const inside = found.intervals.find(
    ({ from, to }) => weight > numberOf(from) - 1e-9 && weight < numberOf(to) + 1e-9,
  );
  const { from, to } = weight === found.weight ? found.steady : (inside ?? found.steady);
  const [low, high] = tenthsInside(from, to);
  return {
    from: numberOf(from),
    to: numberOf(to),
    first: Math.min(weight, low / 10),
    last: Math.max(weight, high / 10),
    ticks: found.breakpoints.map((one) => ({ weight: numberOf(one.weight), moved: one.moved.length })),
    isProven: found.isProven,
  };
}

/**
 * The track of a criterion under a policy; undefined where the answer was about other weights of the others, or about other rules: a
 * criterion's own weight moves none of its ticks.
 */
export function trackOf(
  { breakpoints, policy: asked }: { breakpoints: Breakpoints; policy: Policy },
  policy: Policy,
  criterion: string,
): SteadyTrack | undefined {
  const sameElse =
    asked.rules === policy.rules &&
    asked.quotas === policy.quotas &&
    asked.pins === policy.pins &&
    asked.forbids === policy.forbids &&
    policy.criteria.every(({ id, weight }, at) => id === criterion || asked.criteria[at]?.weight === weight);
  const weight = policy.criteria.find(({ id }) => id === criterion)?.weight;
  const found = breakpoints.criteria.find((one) => one.criterion === criterion);
  return sameElse && found && weight !== undefined ? steadyTrack(found, weight) : undefined;
}
