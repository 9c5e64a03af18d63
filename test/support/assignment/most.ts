import { byEdges } from '#solver/engines/flow/assignment/answer.ts';
import type { AssignmentProblem, UnitAssignment } from '#solver/engines/flow/assignment/problem.ts';
import { flawOf } from './proof.ts';

const ABOVE_ALL = 2 ** 40;

/** The same with so much added to every edge that more edges are always worth more, and nobody has to be matched. */
export function raised(problem: AssignmentProblem): AssignmentProblem {
  return {
    ...problem,
    worth: Float64Array.from(problem.worth, (worth) => worth + ABOVE_ALL),
    optional: new Uint8Array(problem.optional.length).fill(1),
  };
}

/** Adds the price of staying alone to the rows, and asks whether complementary slackness holds on the raised problem. */
export function flawOfMost(problem: AssignmentProblem, found: UnitAssignment): string | undefined {
  const alone = found.mate.findIndex((column) => column < 0);
  const cost = alone < 0 ? ABOVE_ALL : -(found.rowPrices[found.rowOf[alone] as number] as number);
  const worth = Float64Array.from(problem.worth, (value) => value + cost);
  const rowPrices = found.rowPrices.map((price) => price + cost);
  return flawOf({ ...raised(problem), worth }, byEdges(problem, { ...found, rowPrices }));
}

/** The same with everybody asking for what the own edges can give at most. */
export function mandatory(problem: AssignmentProblem): AssignmentProblem {
  const { starts, demand } = problem;
  return {
    ...problem,
    optional: new Uint8Array(demand.length),
    demand: demand.map((units, row) =>
      Math.min(units, (starts[row + 1] as number) - (starts[row] as number)),
    ),
  };
}

/** The ends of the edges of rows that ask which are worth their prices, ascending. */
export function worthTheirPrices(
  { starts, column, worth, demand }: AssignmentProblem,
  { rowPrices, columnPrices }: UnitAssignment,
): { row: number[]; column: number[] } {
  const tight = { row: [] as number[], column: [] as number[] };
  for (const [row, units] of demand.entries()) {
    for (let edge = starts[row] as number; units > 0 && edge < (starts[row + 1] as number); edge += 1) {
      const to = column[edge] as number;
      if ((worth[edge] as number) !== (rowPrices[row] as number) + (columnPrices[to] as number)) continue;
      tight.row.push(row);
      tight.column.push(to);
    }
  }
  return tight;
}
