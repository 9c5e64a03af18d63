import type { Breakpoints, CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';

/** The shares of one criterion with which a pair stays in the best match, the other weights kept. */
export interface PairRange {
  criterion: string;
  label: string;
  /** Whole percent inside the range; null where the range reaches the end of the scale. */
  from: number | null;
  to: number | null;
  /** How far the nearer end is from the share of now, in percent points. */
  room: number;
  isProven: boolean;
}

/**
 * One range for each criterion that limits the pair, the narrowest room first. Empty where no single weight can part the two; undefined where
 * the pair is not in the best match at the weights of now.
 */
export function pairRanges(
  breakpoints: Breakpoints,
  policy: Policy,
  pair: Decision,
): PairRange[] | undefined {
  const participant = breakpoints.participants.indexOf(pair.participant);
  const mentor = breakpoints.mentors.indexOf(pair.mentor);
  let isThere = true;
  const ranges = breakpoints.criteria.flatMap((found) => {
    const criterion = policy.criteria.find(({ id }) => id === found.criterion);
    const weights = weightsWith(found, (one) => one[0] === participant && one[1] === mentor);
    if (!weights) isThere = false;
    if (!criterion || !weights) return [];
    const others = policy.criteria.reduce((sum, { weight }) => sum + weight, 0) - criterion.weight;
    const share = (weight: number) => (weight + others === 0 ? 0 : (100 * weight) / (weight + others));
    const { from, to } = weights;
    if (from === undefined && to === undefined) return [];
    const [now, low, high] = [criterion.weight, from, to].map((one) =>
      one === undefined ? undefined : share(one),
    );
    return [
      {
        criterion: criterion.id,
        label: criterion.label,
        from: low === undefined ? null : Math.ceil(low),
        to: high === undefined ? null : Math.floor(high),
        room: Math.min((now ?? 0) - (low ?? -Infinity), (high ?? Infinity) - (now ?? 0)),
        isProven: found.isProven && found.isExact,
      },
    ];
  });
  return isThere ? ranges.sort((a, b) => a.room - b.room) : undefined;
}

type Interval = CriterionBreakpoints['intervals'][number];

/** The weights around the present one with the pair in the best match; an end is undefined where it is that of the scale. */
function weightsWith(
  { intervals, weight }: CriterionBreakpoints,
  isPair: (pair: Interval['pairs'][number]) => boolean,
): { from: number | undefined; to: number | undefined } | undefined {
  const has = intervals.map(({ pairs }) => pairs.some(isPair));
  const start = intervals.findIndex(
    ({ from, to }, at) => has[at] && weight >= numberOf(from) - 1e-9 && weight <= numberOf(to) + 1e-9,
  );
  if (start < 0) return undefined;
  let [first, last] = [start, start];
  while (has[first - 1]) first -= 1;
  while (has[last + 1]) last += 1;
  const end = (at: number, side: 'from' | 'to') => {
    const fraction = intervals[at]?.[side];
    return fraction && numberOf(fraction);
  };
  return {
    from: first === 0 ? undefined : end(first, 'from'),
    to: last === intervals.length - 1 ? undefined : end(last, 'to'),
  };
}

function numberOf({ numerator, denominator }: Interval['from']): number {
  return numerator / denominator;
}

/** "Holds while Topics is between 22 and 48 %." */
export function rangeWords({ label, from, to, isProven }: PairRange): string {
  const range =
    from === null
      ? `at most ${to}\u00a0%`
      : to === null
        ? `at least ${from}\u00a0%`
        : from >= to
          ? `as it is`
          : `between ${from} and ${to}\u00a0%`;
  return `Holds while ${label} is ${range}${isProven ? '' : ' (found, not proven)'}.`;
}

/** The narrowest range in a sentence. */
export function holdsWords(ranges: readonly PairRange[]): string {
  const [narrowest] = ranges;
  return narrowest ? rangeWords(narrowest) : 'Holds whatever one weight alone is.';
}
