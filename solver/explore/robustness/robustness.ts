import type { Radius, Robustness } from '../../contract/explore/robustness.ts';
import { decimalOf, fraction } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import { indexPairsOf, movedBetween } from '../weights/told-pairs.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { Weighing } from '../weights/weighing.ts';
import { drawnMultipliers } from './draw.ts';
import { steadyRadius } from './radius.ts';

export interface RobustnessQuestion {
  readonly seed: number;
  readonly draws: number;
  /** 0.3 draws factors from 0.7 to 1 / 0.7. */
  readonly spread: number;
}

export const USUAL_QUESTION: RobustnessQuestion = { seed: 1, draws: 500, spread: 0.3 };

/**
 * How the present best match stands when the weights are a little different: in how many weightings drawn around the present one each of its
 * pairs is in a best match (of several best matches the one that shares most with the present), and how far all weights may move at once.
 * Throws INVALID_PROBLEM (see `WeighedProgram`) and TOO_LARGE_TO_STAY_EXACT.
 */
export function robustnessOf(
  weighing: Weighing,
  question: RobustnessQuestion = USUAL_QUESTION,
  onProgress?: (share: number) => void,
): Robustness {
  const program = new WeighedProgram(weighing);
  const { problem, criteria } = weighing;
  const thousandths = criteria.map((criterion) => criterion.thousandths);
  const present = program.canonical(program.best(thousandths));
  const drawn = countHeld(program, present, question, (share) => onProgress?.(share / 2));
  const totals = program.totalsOfPairs(present);
  const steady = steadyRadius(program, totals, (share) => onProgress?.((1 + share) / 2));
  const { radius, proven, limit } = steady;
  const pairs = indexPairsOf(problem, present);
  const limiting = limit && indexPairsOf(problem, program.pairsOf(limit.match));
  const told: Radius = {
    weight: asWeight(radius),
    proven,
    limit:
      limit && limiting
        ? {
            weights: criteria.map(({ id }, index) => ({
              criterion: id,
              weight: asWeight(limit.thousandths[index] as Fraction),
            })),
            pairs: limiting,
            moved: movedBetween(problem, pairs, limiting),
          }
        : null,
  };
  return {
    format: 'mile-robustness/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    ...question,
    pairs,
    ...heldInOrder(weighing, present, drawn),
    radius: told,
    sentence: sentenceOf(present.length, drawn, question, told),
  };
}

interface Held {
  /** Of each pair of the problem. */
  readonly counts: Int32Array;
  readonly wholeHeld: number;
}

function countHeld(
  program: WeighedProgram,
  present: Int32Array,
  { seed, draws, spread }: RobustnessQuestion,
  onProgress: (share: number) => void,
): Held {
  const { problem, criteria } = program.weighing;
  const thousandths = criteria.map((criterion) => criterion.thousandths);
  const marked = new Uint8Array(problem.pairs.participant.length);
  for (const pair of present) marked[pair] = 1;
  const counts = new Int32Array(marked.length);
  let wholeHeld = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const match = program.bestNear(drawnMultipliers(thousandths, seed, draw, spread), marked);
    let held = 0;
    for (const pair of program.pairsOf(match)) {
      if (marked[pair] === 0) continue;
      held += 1;
      counts[pair] = (counts[pair] as number) + 1;
    }
    if (held === present.length) wholeHeld += 1;
    onProgress((draw + 1) / draws);
  }
  return { counts, wholeHeld };
}

/** The counts in the order in which the pairs are told. */
function heldInOrder({ problem }: Weighing, present: Int32Array, { counts, wholeHeld }: Held) {
  const { participant, mentor } = problem.pairs;
  const told = [...present].sort(
    (a, b) =>
      (participant[a] as number) - (participant[b] as number) ||
      (mentor[a] as number) - (mentor[b] as number),
  );
  return { held: told.map((pair) => counts[pair] as number), wholeHeld };
}

/** Thousandths as a weight. */
function asWeight({ numerator, denominator }: Fraction): Fraction {
  return fraction(numerator, denominator * 1000);
}

function sentenceOf(
  size: number,
  { counts, wholeHeld }: Held,
  { draws, spread }: RobustnessQuestion,
  { weight, proven }: Radius,
): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const mean = size === 0 ? 1 : counts.reduce((sum, count) => sum + count, 0) / (size * draws);
  const radius = `${proven ? '' : 'at most '}${shown(decimalOf(weight))}`;
  return `With weights up to ${percent(spread)} off, a pair holds in ${percent(mean)} of ${draws} weightings, the whole match in ${percent(wholeHeld / draws)}; the match stays one of the best as long as no weight moves by more than ${radius}.`;
}

/** Two figures that mean something: a radius may be small. */
function shown(radius: number): string {
  return `${Number(radius.toPrecision(2))}`;
}
