import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';

/** The best total by trying every choice of edges; undefined where none keeps the demands and capacities. */
export function bestByTrying(problem: AssignmentProblem): number | undefined {
  const { starts, column, worth, demand, optional } = problem;
  const room = Int32Array.from(problem.capacity);
  const from = (row: number, edge: number, left: number): number => {
    if (row === demand.length) return 0;
    if (edge === starts[row + 1]) {
      if (left > 0 && optional[row] === 0) return -Infinity;
      return row + 1 === demand.length ? 0 : from(row + 1, edge, demand[row + 1] as number);
    }
    const without = from(row, edge + 1, left);
    const to = column[edge] as number;
    if (left === 0 || room[to] === 0) return without;
    room[to] = (room[to] as number) - 1;
    const taken = (worth[edge] as number) + from(row, edge + 1, left - 1);
    room[to] = (room[to] as number) + 1;
    return Math.max(without, taken);
  };
  const best = from(0, 0, demand[0] ?? 0);
  return best === -Infinity ? undefined : best;
}
