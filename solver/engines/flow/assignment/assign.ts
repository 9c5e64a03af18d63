import { assignInKernel } from './host.ts';
import { assignPlainly } from './plain.ts';
import type { Assignment, AssignmentProblem } from './problem.ts';
import { webAssembly } from './web-assembly.ts';

/**
 * The assignment of most worth with whole prices that prove it, or rows that cannot all be matched. `warmColumnPrices`, whole and from 0, are
 * those of a similar problem. Deterministic. Throws TOO_LARGE_TO_STAY_EXACT and NOT_ENOUGH_MEMORY.
 */
export function assign(problem: AssignmentProblem, warmColumnPrices?: Float64Array): Assignment {
  return webAssembly ? assignInKernel(webAssembly, problem, warmColumnPrices) : assignPlainly(problem);
}
