import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import { circulate } from '../../engines/flow/circulation.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { networkOf } from '../../engines/flow/network.ts';
import type { Network } from '../../engines/flow/network.ts';
import { canonicalProblem } from '../../program/canonical.ts';
import { isFeasible } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import { largestMatching } from '../../program/cover.ts';
import { starts } from '../../program/grouping.ts';
import type { Lots } from '../../program/lots.ts';
import { narrowed } from '../../program/narrowing.ts';
import { isPure, pairCount, withObjective } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';

/** What the levels before the score leave of a problem, whatever its scores: the matches that weights choose from. */
export interface SizeFace {
  readonly network: Network;
  /** The network's participant of each edge. */
  readonly participantOf: Int32Array;
  /** The problem's pair of each edge. */
  readonly pairs: Int32Array;
  /** Pairs of the problem that are in every match. */
  readonly always: Int32Array;
  /** The level "matched" comes after the score. */
  readonly countsAfterScore: boolean;
  readonly lots: Lots;
}

const NOTHING_HOLDS = 'No match keeps the minima and pins. Loosen one of them.';

/**
 * Throws INVALID_PROBLEM where there are quotas, where levels compare scores in other ways than by their sum, where nothing keeps the
 * minima and pins.
 */
export function sizeFaceOf(problem: Problem): SizeFace {
  checkLevels(problem.levels);
  const canonical = canonicalProblem(problem);
  if (!isPure(canonical.program))
    refuse(
      'With quotas the changes cannot be found by exact steps. Switch the quotas off for this question.',
    );
  const program = problem.levels[0] === 'matched' ? largestOnly(canonical.program) : canonical.program;
  const { pairs } = canonical.order;
  const network = networkOf(program);
  if (!isPossible(network)) refuse(NOTHING_HOLDS);
  return {
    network,
    participantOf: gathered(new Int32Array(network.pair.length), program.participant, network.pair),
    pairs: gathered(new Int32Array(network.pair.length), pairs, network.pair),
    always: pairs.filter((_, pair) => program.fixed[pair] === 1),
    countsAfterScore: problem.levels.indexOf('matched') > 0,
    lots: canonical.lots,
  };
}

/** The same with only some of the edges (ascending). */
export function onlyEdges(face: SizeFace, kept: Int32Array): SizeFace {
  const { network, participantOf, pairs } = face;
  const over = (column: Int32Array) => gathered(new Int32Array(kept.length), column, kept);
  const participants = over(participantOf);
  return {
    ...face,
    network: {
      ...network,
      starts: starts(participants, network.participants.max.length),
      mentor: over(network.mentor),
      worth: new Float64Array(kept.length),
      pair: over(network.pair),
    },
    participantOf: participants,
    pairs: over(pairs),
  };
}

function checkLevels(levels: readonly string[]): void {
  if (!levels.includes('score'))
    refuse('Weights do not matter here: the total score is none of the levels. Add the level "score".');
  if (levels.some((level) => level !== 'matched' && level !== 'score'))
    refuse(
      'With the levels "weakest" and "leximin" the best value is not a convex function of a weight, so changes cannot be found by exact steps. Use the levels "matched" and "score".',
    );
}

/** The face of the largest matches. */
function largestOnly(program: Program): Program {
  const counting = withObjective(program, new Float64Array(pairCount(program)).fill(1));
  const { x, proven } = largestMatching(counting, program.objective);
  if (isFeasible(program, x))
    return narrowed(counting, proven.bound, { proof: proven.leaf, rightSide: proven.rightSide }).program;
  const maximum = maximiseByFlow(counting);
  return maximum.best ? narrowed(counting, maximum.best.value, maximum).program : refuse(NOTHING_HOLDS);
}

/** Can the limits be kept? Without minima nobody has to be matched. */
function isPossible(network: Network): boolean {
  const isBound = [network.participants, network.mentors].some(({ min, max }) =>
    min.some((least, node) => least > 0 || (max[node] as number) < 0),
  );
  return (
    !isBound || circulate({ ...network, worth: new Float64Array(network.pair.length) }).kind === 'optimal'
  );
}

function refuse(sentence: string): never {
  throw new MileError('INVALID_PROBLEM', sentence);
}
