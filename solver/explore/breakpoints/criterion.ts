import type { CriterionBreakpoints, Interval } from '../../contract/explore/breakpoints.ts';
import { MileError } from '../../contract/errors.ts';
import { compareFractions, decimalOf, fraction, mediant } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import { indexPairsOf, movedBetween } from '../weights/told-pairs.ts';
import type { BestMatch, Multipliers, WeighedProgram } from '../weights/weighed-program.ts';
import { MOST_TENTHS } from '../weights/weighing.ts';
import { upperEnvelope } from './envelope.ts';
import type { Line, Piece } from './envelope.ts';

/** Is told how far along the weight everything is known, from 0 to 1. */
export type OnProgress = (share: number) => void;

/** A best match as a line over the tenths of the weight. */
interface MatchLine extends Line {
  readonly match: BestMatch;
}

const NO_WEIGHT = fraction(0, 1);
const FULL_WEIGHT = fraction(MOST_TENTHS, 1);

/**
 * Every weight of one criterion in [0, 10] at which the best match changes while the others stay: with t the weight in tenths, a match is worth
 * A + t B, and the best value is the upper envelope of such lines, convex and piecewise linear. Inside an interval the same matches
 * are best everywhere, so the canonical one is that of any weight inside. Throws INVALID_POLICY where there is no such criterion.
 */
export function criterionBreakpoints(
  program: WeighedProgram,
  id: string,
  onProgress?: OnProgress,
): CriterionBreakpoints {
  const { criteria } = program.weighing;
  const index = criteria.findIndex((criterion) => criterion.id === id);
  const criterion = criteria[index] ?? unknownCriterion(id);
  const tenths = criteria.map((one) => one.tenths);
  const at = (weight: Fraction) => multipliersAt(tenths, index, weight);
  const highest = (weight: Fraction): MatchLine => lineOf(program.best(at(weight)), tenths, index);
  const pieces = upperEnvelope(NO_WEIGHT, FULL_WEIGHT, highest, (end) =>
    onProgress?.(decimalOf(end) / MOST_TENTHS),
  );
  const matches = pieces.map((piece) => canonicalInside(program, at, piece));
  const now = fraction(criterion.tenths, 1);
  const steady = steadyRange(pieces, lineOf(program.best(at(now)), tenths, index), now);
  return {
    criterion: id,
    weight: criterion.tenths / 10,
    breakpoints: pieces.slice(1).map(({ from }, before) => ({
      weight: asWeight(from),
      moved: movedBetween(program.weighing.problem, matches[before], matches[before + 1]),
    })),
    intervals: pieces.map((piece, place) => intervalOf(program, piece, matches[place] as Int32Array)),
    steady: { from: asWeight(steady.from), to: asWeight(steady.to) },
    sentence: sentenceOf(criterion.label, pieces.length - 1, steady),
  };
}

/** The weights in a unit in which all are whole. */
function multipliersAt(
  tenths: Multipliers,
  index: number,
  { numerator, denominator }: Fraction,
): Multipliers {
  return tenths.map((weight, criterion) => (criterion === index ? numerator : weight * denominator));
}

function lineOf(match: BestMatch, tenths: Multipliers, index: number): MatchLine {
  let constant = 0;
  for (const [criterion, weight] of tenths.entries())
    if (criterion !== index) constant += weight * (match.totals[criterion] as number);
  return { constant, slope: match.totals[index] as number, match };
}

/** The canonical match of a piece, by the prices of a weight inside it. */
function canonicalInside(
  program: WeighedProgram,
  at: (weight: Fraction) => Multipliers,
  { from, to, at: known, line }: Piece<MatchLine>,
): Int32Array {
  const isInside = compareFractions(from, known) < 0 && compareFractions(known, to) < 0;
  const multipliers = at(isInside ? known : mediant(from, to));
  return program.canonical(multipliers, isInside ? line.match : program.best(multipliers));
}

/** Where the line of the present match is highest: its piece, or its weight alone where it touches a corner. */
function steadyRange(pieces: readonly Piece<Line>[], { slope }: Line, now: Fraction) {
  return pieces.find(({ line }) => line.slope === slope) ?? { from: now, to: now };
}

function intervalOf(program: WeighedProgram, { from, to, line }: Piece<Line>, match: Int32Array): Interval {
  return {
    from: asWeight(from),
    to: asWeight(to),
    pairs: indexPairsOf(program.weighing.problem, match),
    fixedTenths: line.constant,
    points: line.slope,
  };
}

/** Tenths as a weight. */
function asWeight({ numerator, denominator }: Fraction): Fraction {
  return fraction(numerator, denominator * 10);
}

function sentenceOf(label: string, changes: number, steady: { from: Fraction; to: Fraction }): string {
  const shown = (tenths: Fraction) => (decimalOf(tenths) / 10).toFixed(2);
  if (changes === 0) return `${label}: the best match is the same at every weight from 0 to 10.`;
  const times = changes === 1 ? 'once' : `${changes} times`;
  return `${label}: the match stays the best from ${shown(steady.from)} to ${shown(steady.to)}; between 0 and 10 the best match changes ${times}.`;
}

function unknownCriterion(id: string): never {
  throw new MileError('INVALID_POLICY', `The policy has no criterion "${id}". Name one of its criteria.`, {
    criterion: id,
  });
}
