import { assignMost } from '#solver/engines/flow/assignment/assign.ts';
import type { Contender } from './contender.ts';
import { assignmentOf } from '../assignment.ts';

/** The kernel alone, from arrays to a largest match of the best score with its prices: neither certificate nor checker, nor a choice among ties. */
export async function kernelContender(): Promise<Contender> {
  return (problem) => {
    const assignment = assignmentOf(problem);
    const { starts, column, worth } = assignment;
    const demand = assignment.demand.map((units, row) =>
      Math.min(units, (starts[row + 1] as number) - (starts[row] as number)),
    );
    const { mate, rowOf } = assignMost({ ...assignment, demand });
    const solved = { matched: 0, score: 0 };
    for (const [unit, mentor] of mate.entries()) {
      if (mentor < 0) continue;
      const row = rowOf[unit] as number;
      solved.matched += 1;
      solved.score += worth[column.indexOf(mentor, starts[row])] as number;
    }
    return solved;
  };
}
