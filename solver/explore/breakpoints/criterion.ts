import type { CriterionBreakpoints, Interval } from '../../contract/explore/breakpoints.ts';
import { compareFractions, decimalOf, fraction, mediant } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import { indexPairsOf, movedBetween } from '../weights/told-pairs.ts';
import type { WeighedProgram } from '../weights/weighed-program.ts';
import { MOST_THOUSANDTHS } from '../../contract/policy/criteria.ts';
import type { WeighedCriterion } from '../weights/weighing.ts';
import { upperEnvelope } from './envelope.ts';
import type { Line, Piece } from './envelope.ts';
import { sliderOf } from './slider.ts';
import type { MatchLine, Slider } from './slider.ts';

/** Is told how far along the weight everything is known, from 0 to 1. */
export type OnProgress = (share: number) => void;

type IndexPairs = [number, number][];

const NO_WEIGHT = fraction(0, 1);
const FULL_WEIGHT = fraction(MOST_THOUSANDTHS, 1);

/**
 * Every weight of one criterion in [0, 10] at which the best match changes while the others stay: with t the weight in thousandths, a match is worth
 * A + t B, and the best value is the upper envelope of such lines, convex and piecewise linear. Inside an interval the same matches
 * are best everywhere, so the canonical one is that of any weight inside. Throws TOO_LARGE_TO_STAY_EXACT.
 */
export function criterionBreakpoints(
  program: WeighedProgram,
  criterion: WeighedCriterion,
  onProgress?: OnProgress,
): CriterionBreakpoints {
  const { problem } = program.weighing;
  const slider = sliderOf(program, criterion);
  const pieces = upperEnvelope(NO_WEIGHT, FULL_WEIGHT, slider, (end) =>
    onProgress?.(decimalOf(end) / MOST_THOUSANDTHS),
  );
  const matches = pieces.map((piece) => indexPairsOf(problem, canonicalInside(slider, piece)));
  const steady = steadyRange(slider, pieces, fraction(criterion.thousandths, 1));
  return {
    criterion: criterion.id,
    weight: criterion.thousandths / 1000,
    isExact: true,
    isProven: true,
    breakpoints: pieces.slice(1).map(({ from }, before) => ({
      weight: asWeight(from),
      moved: movedBetween(problem, matches[before] as IndexPairs, matches[before + 1] as IndexPairs),
    })),
    intervals: pieces.map((piece, place) => intervalOf(piece, matches[place] as IndexPairs)),
    steady: { from: asWeight(steady.from), to: asWeight(steady.to) },
    sentence: sentenceOf(criterion.label, pieces.length - 1, steady),
  };
}

/** The canonical match of a piece: that of a weight inside it. */
function canonicalInside(slider: Slider, { from, to, at, line }: Piece<MatchLine>): Int32Array {
  const isInside = compareFractions(from, at) < 0 && compareFractions(at, to) < 0;
  const { program, match } = isInside ? line : slider.at(mediant(from, to));
  return program.canonical(match);
}

/** Where the line of the present match is highest: its piece, or its weight alone where it touches a corner. */
function steadyRange(slider: Slider, pieces: readonly Piece<Line>[], now: Fraction) {
  const { program, match } = slider.at(now);
  const slope = program.totalsOfPairs(program.canonical(match))[1];
  return pieces.find(({ line }) => line.slope === slope) ?? { from: now, to: now };
}

function intervalOf({ from, to, line }: Piece<Line>, pairs: IndexPairs): Interval {
  return {
    from: asWeight(from),
    to: asWeight(to),
    pairs,
    fixedTenths: line.constant / 100,
    points: line.slope,
  };
}

/** Thousandths as a weight. */
function asWeight({ numerator, denominator }: Fraction): Fraction {
  return fraction(numerator, denominator * 1000);
}

function sentenceOf(label: string, changes: number, steady: { from: Fraction; to: Fraction }): string {
  const shown = (thousandths: Fraction) => (decimalOf(thousandths) / 1000).toFixed(2);
  if (changes === 0) return `${label}: the best match is the same at every weight from 0 to 10.`;
  const times = changes === 1 ? 'once' : `${changes} times`;
  return `${label}: the match stays the best from ${shown(steady.from)} to ${shown(steady.to)}; between 0 and 10 the best match changes ${times}.`;
}
