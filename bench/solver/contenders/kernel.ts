import { assign } from '#solver/engines/flow/assignment/assign.ts';
import { assignmentOf } from '../assignment.ts';
import { solvedBy } from './contender.ts';
import type { Contender } from './contender.ts';

/** The kernel alone, from arrays to a match with prices: neither canonical order nor certificate nor checker. */
export async function kernelContender(): Promise<Contender> {
  return (problem, { everybodyMatched }) => {
    const answer = assign(assignmentOf(problem, everybodyMatched));
    if (answer.kind !== 'optimal') throw new Error(`the kernel says ${answer.kind}`);
    return solvedBy(problem, (pair) => answer.chosen[pair] === 1);
  };
}
