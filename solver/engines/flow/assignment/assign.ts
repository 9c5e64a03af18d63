import { byEdges } from './answer.ts';
import { assignByParts } from './by-parts.ts';
import { assignInKernel, assignMostInKernel } from './host.ts';
import { assignMostPlainly, assignPlainly } from './plain.ts';
import type { Assignment, AssignmentProblem, UnitAssignment } from './problem.ts';
import { webAssembly } from '../../web-assembly.ts';

/**
 * The assignment of most worth with whole prices that prove it, or rows that cannot all be matched. `warmColumnPrices`, whole and from 0, are
 * those of a similar problem. Deterministic. Throws TOO_LARGE_TO_STAY_EXACT and NOT_ENOUGH_MEMORY.
 */
export function assign(problem: AssignmentProblem, warmColumnPrices?: Float64Array): Assignment {
  if (!webAssembly) return assignPlainly(problem);
  const answer = assignInKernel(webAssembly, problem, warmColumnPrices);
  return answer.kind === 'infeasible' ? answer : byEdges(problem, answer);
}

/**
 * Of the assignments that match as many units as possible the one of most worth, for rows that all ask to be matched (`optional` is 0 throughout).
 * The prices prove both: a unit that stays unmatched has the price -M, where M is more than any exchange of pairs can gain (numbers.ts), so a row that
 * alternating paths lead to from an unmatched unit has a price below -M / 2 and a column there one above M / 2.
 */
export function assignMost(problem: AssignmentProblem, warmColumnPrices?: Float64Array): UnitAssignment {
  if (!webAssembly) return assignMostPlainly(problem);
  const answer = assignMostInKernel(webAssembly, problem, warmColumnPrices);
  return answer.kind === 'infeasible' ? assignByParts(problem, answer, assign) : answer;
}
