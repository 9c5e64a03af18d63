import type { Assignment, AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';

/** What is wrong with an answer by its own proof: complementary slackness on every edge, or the counting of Hall's theorem. Undefined where it holds. */
export function flawOf(problem: AssignmentProblem, answer: Assignment): string | undefined {
  if (answer.kind === 'infeasible') return flawOfViolator(problem, answer);
  const used = new Int32Array(problem.capacity.length);
  for (let row = 0; row < problem.demand.length; row += 1) {
    const flaw = flawOfRow(problem, answer, row, used);
    if (flaw) return `row ${row}: ${flaw}`;
  }
  for (const [column, units] of used.entries()) {
    const price = answer.columnPrices[column] as number;
    const capacity = problem.capacity[column] as number;
    if (!(price >= 0)) return `column ${column} has the price ${price}`;
    if (units > capacity) return `column ${column} takes ${units} of ${capacity}`;
    if (units < capacity && price !== 0) return `column ${column} has room at the price ${price}`;
  }
  return undefined;
}

function flawOfRow(
  { starts, column, worth, demand, optional }: AssignmentProblem,
  { chosen, rowPrices, columnPrices }: Extract<Assignment, { kind: 'optimal' }>,
  row: number,
  used: Int32Array,
): string | undefined {
  const price = rowPrices[row] as number;
  if (!Number.isSafeInteger(price)) return `the price ${price} is not whole`;
  let units = 0;
  for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
    const to = column[edge] as number;
    const slack = price + (columnPrices[to] as number) - (worth[edge] as number);
    if (slack < 0) return `its edge to ${to} is worth more than its prices`;
    if (chosen[edge] === 0) continue;
    if (slack > 0) return `its chosen edge to ${to} is worth less than its prices`;
    units += 1;
    used[to] = (used[to] as number) + 1;
  }
  const wanted = demand[row] as number;
  if (units > wanted) return `${units} units of ${wanted}`;
  if (optional[row] === 0) return units < wanted ? 'it is not matched' : undefined;
  if (price < 0 || (units < wanted && price !== 0)) return `it is optional at the price ${price}`;
  return undefined;
}

function flawOfViolator(
  { starts, column, demand, optional, capacity }: AssignmentProblem,
  { rows, columns }: Extract<Assignment, { kind: 'infeasible' }>,
): string | undefined {
  let spare = 0;
  for (const [index, units] of capacity.entries()) if (columns[index] === 1) spare += units;
  for (const [row, units] of demand.entries()) {
    if (rows[row] === 0) continue;
    if (optional[row] === 1) return `row ${row} need not be matched`;
    spare -= units;
    for (const to of column.subarray(starts[row], starts[row + 1]))
      if (columns[to] === 0) return `row ${row} touches column ${to}`;
  }
  return spare >= 0 ? 'its columns have room enough' : undefined;
}

/** Worth of the chosen edges; undefined where nothing is feasible. */
export function totalOf({ worth }: AssignmentProblem, answer: Assignment): number | undefined {
  if (answer.kind === 'infeasible') return undefined;
  let total = 0;
  for (let edge = 0; edge < worth.length; edge += 1)
    if (answer.chosen[edge] === 1) total += worth[edge] as number;
  return total;
}
