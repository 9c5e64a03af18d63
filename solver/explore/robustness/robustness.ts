import type { Radius, Robustness } from '../../contract/explore/robustness.ts';
import { robustnessSentence } from '../../contract/explore/joined-robustness.ts';
import type { HeldInDraws } from '../../contract/explore/joined-robustness.ts';
import { fraction } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import { indexPairsOf, movedBetween } from '../weights/told-pairs.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { Weighing } from '../weights/weighing.ts';
import { drawnMultipliers } from './draw.ts';
import { steadyRadius } from './radius.ts';
import type { SteadyRadius } from './radius.ts';

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
 * Draws do not depend on each other, so where the time ends the answer is that of the draws that were finished, and says how many. `isOver` is asked
 * before each draw, and each corner of the radius, with how many draws are finished.
 * Throws INVALID_PROBLEM (see `WeighedProgram`) and TOO_LARGE_TO_STAY_EXACT.
 */
export function robustnessOf(
  weighing: Weighing,
  question: RobustnessQuestion = USUAL_QUESTION,
  isOver: (draws: number) => boolean = () => false,
): Robustness {
  const program = new WeighedProgram(weighing);
  const { problem, criteria } = weighing;
  const thousandths = criteria.map((criterion) => criterion.thousandths);
  const present = program.canonical(program.best(thousandths));
  const drawn = countHeld(program, present, { ...question, from: 0 }, isOver);
  const steady = steadyRadius(program, program.totalsOfPairs(present), () => isOver(drawn.draws));
  const radius = toldRadius(program, present, steady);
  const asked = { ...question, draws: drawn.draws };
  return {
    format: 'mile-robustness/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    ...asked,
    pairs: indexPairsOf(problem, present),
    ...heldInOrder(weighing, present, drawn),
    radius,
    partial: steady.isCutShort || drawn.draws < question.draws,
    sentence: robustnessSentence({ ...heldInOrder(weighing, present, drawn), ...asked, radius }),
  };
}

/** Some of the drawn weightings of a question. */
export interface SomeDraws extends RobustnessQuestion {
  /** Number of the first of its `draws`. */
  readonly from: number;
}

/**
 * The part of `robustnessOf` that some draws have in it. Put together by `joinedRobustness`, parts that cover all draws give what
 * `robustnessOf` gives. Where the time ends the first so many are told. Throws as `robustnessOf` does.
 */
export function heldInDraws(weighing: Weighing, some: SomeDraws, isOver: () => boolean): HeldInDraws {
  const program = new WeighedProgram(weighing);
  const thousandths = weighing.criteria.map((criterion) => criterion.thousandths);
  const present = program.canonical(program.best(thousandths));
  const drawn = countHeld(program, present, some, isOver);
  return { draws: drawn.draws, ...heldInOrder(weighing, present, drawn) };
}

function toldRadius(
  program: WeighedProgram,
  present: Int32Array,
  { radius, proven, limit }: SteadyRadius,
): Radius {
  const { problem, criteria } = program.weighing;
  const limiting = limit && indexPairsOf(problem, program.pairsOf(limit.match));
  return {
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
            moved: movedBetween(problem, indexPairsOf(problem, present), limiting),
          }
        : null,
  };
}

interface Held {
  /** Of each pair of the problem. */
  readonly counts: Int32Array;
  readonly wholeHeld: number;
  /** Drawings that were solved: the first so many of those that were asked for. */
  readonly draws: number;
}

function countHeld(
  program: WeighedProgram,
  present: Int32Array,
  { seed, from, draws, spread }: SomeDraws,
  isOver: (draws: number) => boolean,
): Held {
  const { problem, criteria } = program.weighing;
  const thousandths = criteria.map((criterion) => criterion.thousandths);
  const marked = new Uint8Array(problem.pairs.participant.length);
  for (const pair of present) marked[pair] = 1;
  const counts = new Int32Array(marked.length);
  let wholeHeld = 0;
  let draw = 0;
  for (; draw < draws && !isOver(draw); draw += 1) {
    const match = program.bestNear(drawnMultipliers(thousandths, seed, from + draw, spread), marked);
    let held = 0;
    for (const pair of program.pairsOf(match)) {
      if (marked[pair] === 0) continue;
      held += 1;
      counts[pair] = (counts[pair] as number) + 1;
    }
    if (held === present.length) wholeHeld += 1;
  }
  return { counts, wholeHeld, draws: draw };
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
