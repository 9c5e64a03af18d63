import type { Problem } from '#solver/contract/problem.ts';
import { assign } from '#solver/engines/flow/assignment/assign.ts';
import { matchingByAssignment } from '#solver/engines/flow/matching-by-assignment.ts';
import { networkOf } from '#solver/engines/flow/network.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { largestMatching } from '#solver/program/cover.ts';
import { narrowed } from '#solver/program/narrowing.ts';
import { pairCount, withObjective } from '#solver/program/program.ts';
import { assignmentOf } from '../assignment.ts';
import { solvedBy } from './contender.ts';
import type { Contender } from './contender.ts';

/** The kernel alone, from arrays to a match with prices: neither certificate nor checker. */
export async function kernelContender(): Promise<Contender> {
  return (problem, { everybodyMatched }) => {
    const chosen = everybodyMatched ? everybody(problem) : asManyAsPossible(problem);
    return solvedBy(problem, (pair) => chosen[pair] === 1);
  };
}

function everybody(problem: Problem): Uint8Array {
  const answer = assign(assignmentOf(problem));
  if (answer.kind !== 'optimal') throw new Error(`the kernel says ${answer.kind}`);
  return answer.chosen;
}

/** A largest match first: it says who must be matched on either side. */
function asManyAsPossible(problem: Problem): Uint8Array {
  const { program } = canonicalProblem(problem);
  const counting = withObjective(program, new Float64Array(pairCount(program)).fill(1));
  const { proven } = largestMatching(counting, program.objective);
  const face = narrowed(counting, proven.bound, { proof: proven.leaf, rightSide: proven.rightSide });
  const network = networkOf(withObjective(face.program, program.objective));
  const answer = matchingByAssignment(network);
  if (!answer?.isOptimal) throw new Error('the kernel does not reach the best match');
  const chosen = new Uint8Array(pairCount(program));
  for (let edge = 0; edge < network.pair.length; edge += 1)
    chosen[network.pair[edge] as number] = answer.chosen[edge] as number;
  return chosen;
}
