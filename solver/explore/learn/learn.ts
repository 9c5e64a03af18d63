import type { Learned } from '../../contract/explore/learn.ts';
import type { LinearEngine } from '../../engines/linear-engine.ts';
import { indexPairsOf } from '../weights/told-pairs.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { Multipliers } from '../weights/weighed-program.ts';
import type { Weighing } from '../weights/weighing.ts';
import { gain, InverseSearch } from './inverse.ts';
import type { LearnedWeights } from './inverse.ts';

type NotAllowed = Learned['notAllowed'];

/** How often a part is filled up anew with the best under the weights learned so far. */
const MOST_ROUNDS = 8;

/**
 * Weights, as near as possible to the present ones, under which the pairs made by hand (pairs of the problem) are in a best match. A whole match
 * is one program of `InverseSearch`. A part is filled up with the best of the rest under the present weights, and again under the learned ones
 * as long as that loses less: each round is exact, their choice of the rest is not proven to be the best one. Throws INVALID_PROBLEM (see
 * `WeighedProgram`), TOO_LARGE_TO_STAY_EXACT and ENGINE_FAILED.
 */
export function learnWeights(
  weighing: Weighing,
  byHand: Int32Array,
  engine: LinearEngine,
  notAllowed: NotAllowed = [],
): Learned {
  const { problem, criteria } = weighing;
  const program = new WeighedProgram(weighing);
  const kept = fittingPairs(program, byHand);
  const filled = new WeighedProgram({ ...weighing, problem: withPins(weighing, kept) });
  const thousandths = criteria.map((criterion) => criterion.thousandths);
  const learned = learnInRounds(engine, program, filled, thousandths);
  const weights = learned.multipliers.map((multiplier) => multiplier / learned.perTenth);
  const unexplained = pairsLeftOut(program, learned.multipliers, kept);
  const others = byHand.filter((pair) => !kept.includes(pair));
  const answer = {
    status: learned.loss === 0 ? ('explained' as const) : ('partly' as const),
    notAllowed,
    inTheWay: indexPairsOf(problem, others),
    unexplained: indexPairsOf(problem, unexplained),
  };
  return {
    format: 'mile-learned/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    ...answer,
    weights: criteria.map(({ id, thousandths: before }, index) => ({
      criterion: id,
      before: before / 1000,
      after: (weights[index] as number) / 10,
    })),
    step: learned.perTenth === 1 ? 0.1 : 0.001,
    distance: distanceOf(weights, thousandths),
    distanceAtLeast: learned.distanceAtLeast === undefined ? null : rounded(learned.distanceAtLeast / 10),
    lost: {
      before: lostFit(program, filled, thousandths),
      after: lostFit(program, filled, learned.multipliers),
    },
    sentence: sentenceOf(answer, distanceOf(weights, thousandths), kept.length),
  };
}

/** As many of the pairs as fit together into a match that the levels before the score leave. */
function fittingPairs(program: WeighedProgram, byHand: Int32Array): Int32Array {
  const { criteria, problem } = program.weighing;
  const marked = marksOf(problem.pairs.participant.length, byHand);
  const match = program.bestNear(
    criteria.map(() => 0),
    marked,
  );
  return program.pairsOf(match).filter((pair) => marked[pair] === 1);
}

function withPins({ problem }: Weighing, pairs: Int32Array): Weighing['problem'] {
  return { ...problem, pinned: [...new Set([...problem.pinned, ...pairs])] };
}

function learnInRounds(
  engine: LinearEngine,
  program: WeighedProgram,
  filled: WeighedProgram,
  thousandths: Multipliers,
): LearnedWeights {
  let totals = filled.best(thousandths).totals;
  let learned = new InverseSearch(engine, program, totals).run();
  for (let round = 1; round < MOST_ROUNDS && learned.loss > 0; round += 1) {
    const next = filled.best(learned.multipliers).totals;
    if (gain(learned.multipliers, next, totals) === 0) break;
    totals = next;
    learned = new InverseSearch(engine, program, totals).run();
  }
  return learned;
}

/** The pairs that are not in the best match that has most of them. */
function pairsLeftOut(program: WeighedProgram, multipliers: Multipliers, kept: Int32Array): Int32Array {
  const marked = marksOf(program.weighing.problem.pairs.participant.length, kept);
  const match = new Set(program.pairsOf(program.bestNear(multipliers, marked)));
  return kept.filter((pair) => !match.has(pair));
}

function marksOf(count: number, pairs: Int32Array): Uint8Array {
  const marks = new Uint8Array(count);
  for (const pair of pairs) marks[pair] = 1;
  return marks;
}

/** Mean fit of a pair that the best match has above the best with the pairs made by hand. */
function lostFit(program: WeighedProgram, filled: WeighedProgram, multipliers: Multipliers): number {
  const sum = multipliers.reduce((total, multiplier) => total + multiplier, 0);
  const best = program.best(multipliers);
  const pairs = program.pairsOf(best).length;
  if (sum === 0 || pairs === 0) return 0;
  return rounded(gain(multipliers, best.totals, filled.best(multipliers).totals) / (10 * sum * pairs));
}

/** `weights` in tenths. */
function distanceOf(weights: readonly number[], thousandths: Multipliers): number {
  return rounded(
    weights.reduce((sum, weight, index) => sum + Math.abs(weight - (thousandths[index] as number) / 100), 0) /
      10,
  );
}

/** What is shown has no more than four decimals. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function sentenceOf(
  {
    status,
    notAllowed,
    inTheWay,
    unexplained,
  }: Pick<Learned, 'status' | 'notAllowed' | 'inTheWay' | 'unexplained'>,
  distance: number,
  kept: number,
): string {
  const asideCount = notAllowed.length + inTheWay.length;
  const aside =
    asideCount === 0 ? '' : ` ${asideCount} of the hand-made pairs cannot be kept under any weights.`;
  if (status === 'explained' && distance === 0)
    return `The present weights explain the hand-made match already.${aside}`;
  if (status === 'explained')
    return `With these weights, which differ from the present ones by ${distance} in all, no match is better than the hand-made one.${aside}`;
  return `No weights were found that explain the hand-made match; with these ${unexplained.length} of its ${kept} pairs differ from the best match.${aside}`;
}
