import type { CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import { WEIGHT_MAX } from './policy-edits.ts';

type Fraction = CriterionBreakpoints['steady']['from'];

/** A weight at which the best match changes. */
export interface Tick {
  /** 0 to 10. */
  weight: number;
  /** Ids of the participants who have another mentor beyond it. */
  moved: readonly string[];
}

/** Weights between two ticks: the best match is the same at all of them. */
export interface Stretch {
  /** Its ends, 0 to 10. */
  from: number;
  to: number;
  /** The least and greatest weights inside that a policy can hold, in thousandths; least > greatest where there are none. */
  least: number;
  greatest: number;
  /** [participant index, mentor index] */
  pairs: readonly (readonly [number, number])[];
}

/** Everything that one criterion's weight can do to the match while the others stay. */
export interface Track {
  ticks: readonly Tick[];
  /** One more than there are ticks. */
  stretches: readonly Stretch[];
  /** False where only tenths were looked at: a tick lies somewhere between two of them. */
  isExact: boolean;
  /** False where time ran out before every match was shown to be the best. */
  isProven: boolean;
}

const MOST = WEIGHT_MAX * 1000;
/** What a weight is whole in: tenths where there is one inside, finer where there is none. In thousandths. */
const GRIDS = [100, 10, 1];

export function trackFrom({ breakpoints, intervals, isExact, isProven }: CriterionBreakpoints): Track {
  return {
    ticks: breakpoints.map(({ weight, moved }) => ({ weight: numberOf(weight), moved })),
    stretches: intervals.map(({ from, to, pairs }) => ({
      from: numberOf(from),
      to: numberOf(to),
      ...(isExact ? strictlyInside(from, to) : ends(from, to)),
      pairs,
    })),
    isExact,
    isProven,
  };
}

function numberOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

/** At its very ends another match is as good; the scale's own ends belong to it. */
function strictlyInside(from: Fraction, to: Fraction) {
  const [low, high] = [from, to].map(thousandthsOf) as [number, number];
  return {
    least: low === 0 ? 0 : Math.floor(low) + 1,
    greatest: high === MOST ? MOST : Math.ceil(high) - 1,
  };
}

/** Where tenths were looked at the ends are tenths with this match. */
function ends(from: Fraction, to: Fraction) {
  return { least: Math.round(thousandthsOf(from)), greatest: Math.round(thousandthsOf(to)) };
}

function thousandthsOf({ numerator, denominator }: Fraction): number {
  return (numerator * 1000) / denominator;
}

/** Place of the stretch that holds a weight; undefined on a tick, and between two tenths of which no more is known. */
export function stretchAt({ stretches }: Track, weight: number): number | undefined {
  const thousandths = Math.round(weight * 1000);
  const place = stretches.findIndex(({ least, greatest }) => least <= thousandths && thousandths <= greatest);
  return place < 0 ? undefined : place;
}

/** The outermost weights of a stretch as a slider has them; undefined where it has room for none. */
export function stopsOf(stretch: Stretch): { first: number; last: number } | undefined {
  for (const grid of GRIDS) {
    const first = Math.ceil(stretch.least / grid) * grid;
    const last = Math.floor(stretch.greatest / grid) * grid;
    if (first <= last) return { first: first / 1000, last: last / 1000 };
  }
  return undefined;
}

/** The weight to stand at beyond the next tick up (1) or down (-1), inside a stretch and never on a tick; undefined beyond the last. */
export function beyondNextTick(track: Track, weight: number, direction: 1 | -1): number | undefined {
  const ahead = direction > 0 ? track.stretches : track.stretches.toReversed();
  const thousandths = Math.round(weight * 1000);
  for (const stretch of ahead) {
    const isAhead = direction > 0 ? stretch.least > thousandths : stretch.greatest < thousandths;
    const stops = isAhead ? stopsOf(stretch) : undefined;
    if (stops) return direction > 0 ? stops.first : stops.last;
  }
  return undefined;
}

/** The next tick up (1) or down (-1) from a weight. */
export function nextTick({ ticks }: Track, weight: number, direction: 1 | -1): Tick | undefined {
  return direction > 0
    ? ticks.find((tick) => tick.weight > weight)
    : ticks.findLast((tick) => tick.weight < weight);
}

/** Where a thumb put down at any place stands: at a tenth, or finer in a stretch that has no tenth. */
export function stopNear(track: Track | undefined, weight: number): number {
  const tenth = Math.round(weight * 10) / 10;
  const stretch = track?.stretches.find(({ from, to }) => from <= weight && weight < to);
  if (!stretch) return tenth;
  for (const grid of GRIDS) {
    const first = Math.ceil(stretch.least / grid) * grid;
    const last = Math.floor(stretch.greatest / grid) * grid;
    if (first > last) continue;
    if (grid === GRIDS[0]) return tenth;
    return Math.min(last, Math.max(first, Math.round((weight * 1000) / grid) * grid)) / 1000;
  }
  return tenth;
}
