import { compareFractions, fraction } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import type { BestMatch, Multipliers, WeighedProgram } from '../weights/weighed-program.ts';
import { MOST_THOUSANDTHS } from '../../contract/policy/criteria.ts';

/** How far all weights may move at once. In thousandths. */
export interface SteadyRadius {
  readonly radius: Fraction;
  readonly proven: boolean;
  /** The time ended before every corner was looked at that should have been. */
  readonly isCutShort: boolean;
  /** The match that draws level at the radius, and the corner where it does; undefined where none ever does. */
  readonly limit: { readonly match: BestMatch; readonly thousandths: readonly Fraction[] } | undefined;
}

/** Corners that are looked at: all of them up to twelve criteria. */
const MOST_CORNERS = 2 ** 12;

/**
 * The largest r such that a match with these totals is one of the best under every weighting within r of the present one in the maximum norm
 * and within [0, 10]. The weightings under which it is one of the best form a polyhedral cone, one half-space for each other match
 * N: sum_k w_k d_k <= 0 with d = totals of N - totals of the match. A box lies in a convex set where its corners do, so every
 * corner is put to the matcher; a match that is better there lowers r to the point where the whole box stays in its half-space, and what
 * held for a larger box holds for a smaller one. Exact: one solve for each of the 2^criteria corners, and one for each lowering.
 */
export function steadyRadius(
  program: WeighedProgram,
  totals: Float64Array,
  isOver: () => boolean = () => false,
): SteadyRadius {
  const thousandths = program.weighing.criteria.map((criterion) => criterion.thousandths);
  const moving = program.movingCriteria();
  const corners = 2 ** moving.length;
  const looked = Math.min(corners, MOST_CORNERS);
  let radius = fraction(MOST_THOUSANDTHS, 1);
  let limit: SteadyRadius['limit'];
  let corner = 0;
  for (; corner < looked && radius.numerator > 0 && !isOver(); corner += 1) {
    const up = directionsOf(corner, moving, thousandths.length);
    for (;;) {
      const multipliers = cornerOf(thousandths, up, radius);
      const match = program.best(multipliers);
      const differences = match.totals.map((total, criterion) => total - (totals[criterion] as number));
      if (!isGain(multipliers, differences)) break;
      radius = radiusBefore(thousandths, moving, differences);
      const toward = Int8Array.from(differences, Math.sign);
      limit = {
        match,
        thousandths: thousandths.map((_, criterion) => clipped(thousandths, toward, radius, criterion)),
      };
    }
  }
  return {
    radius,
    proven: corner === corners || radius.numerator === 0,
    isCutShort: corner < looked && radius.numerator > 0,
    limit,
  };
}

/** 1 where the corner's weight is raised, -1 where it is lowered, 0 where it stays. */
function directionsOf(corner: number, moving: readonly number[], criteria: number): Int8Array {
  const up = new Int8Array(criteria);
  for (const [bit, criterion] of moving.entries()) up[criterion] = (corner >> bit) & 1 ? 1 : -1;
  return up;
}

/** The weighting of a corner, in a unit in which it is whole. */
function cornerOf(
  thousandths: Multipliers,
  up: Int8Array,
  { numerator, denominator }: Fraction,
): Multipliers {
  return thousandths.map((weight, criterion) => {
    const moved = weight * denominator + (up[criterion] as number) * numerator;
    return Math.min(MOST_THOUSANDTHS * denominator, Math.max(0, moved));
  });
}

function clipped(thousandths: Multipliers, up: Int8Array, radius: Fraction, criterion: number): Fraction {
  return fraction(cornerOf(thousandths, up, radius)[criterion] as number, radius.denominator);
}

function isGain(multipliers: Multipliers, differences: Float64Array): boolean {
  let gain = 0n;
  for (const [criterion, multiplier] of multipliers.entries())
    gain += BigInt(multiplier) * BigInt(differences[criterion] as number);
  return gain > 0n;
}

/**
 * The largest r at which the half-space of these differences still holds the box: the most that sum_k w_k d_k reaches in it,
 * w d + sum over k of |d_k| min(r, room of k), is 0 there. It grows piecewise linearly with r; `room` is how far a weight can go.
 */
function radiusBefore(
  thousandths: Multipliers,
  moving: readonly number[],
  differences: Float64Array,
): Fraction {
  let reached = thousandths.reduce(
    (sum, weight, criterion) => sum + weight * (differences[criterion] as number),
    0,
  );
  const movable = moving
    .map((criterion) => {
      const difference = differences[criterion] as number;
      const weight = thousandths[criterion] as number;
      return { slope: Math.abs(difference), room: difference > 0 ? MOST_THOUSANDTHS - weight : weight };
    })
    .sort((a, b) => a.room - b.room);
  let slope = movable.reduce((sum, one) => sum + one.slope, 0);
  let radius = 0;
  for (const one of movable) {
    if (reached + slope * (one.room - radius) > 0) break;
    reached += slope * (one.room - radius);
    radius = one.room;
    slope -= one.slope;
  }
  const before = slope > 0 ? fraction(radius * slope - reached, slope) : fraction(MOST_THOUSANDTHS, 1);
  const none = fraction(0, 1);
  return compareFractions(before, none) < 0 ? none : before;
}
