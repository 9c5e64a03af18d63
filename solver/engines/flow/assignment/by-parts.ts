import { MileError } from '../../../contract/errors.ts';
import { gathered, identity } from '../../../program/columns.ts';
import { grouped, starts as startsOf } from '../../../program/grouping.ts';
import { priceOfIdleRow } from './answer.ts';
import type { Assignment, AssignmentProblem, Infeasible, UnitAssignment } from './problem.ts';
import { unitRows } from './units.ts';

const ALONE = -1;

type Assign = (problem: AssignmentProblem) => Assignment;

/** Some of the edges as a problem of its own, and where they stand among all. */
interface Part {
  readonly problem: AssignmentProblem;
  readonly edges: Int32Array;
}

/**
 * `assignMost` where many have to stay alone, given a violator of as many rows as all that alternating paths reach from the unmatched units of a largest
 * assignment. Every largest assignment then fills the violator's columns with the violator's rows, and matches all other rows elsewhere
 * (Dulmage and Mendelsohn 1958). So the two parts are apart, and in each one side can be matched whole: of the violator the columns, which ask;
 * nobody has to be found out to stay alone.
 */
export function assignByParts(
  problem: AssignmentProblem,
  violator: Infeasible,
  assign: Assign,
): UnitAssignment {
  const inside = columnsAsking(problem, violator);
  const outside = rowsAsking(problem, violator);
  const [few, rest] = [solved(inside.problem, assign), solved(outside.problem, assign)];
  const chosen = new Uint8Array(problem.column.length);
  mark(chosen, inside, few.chosen);
  mark(chosen, outside, rest.chosen);
  // What the columns ask in prices the rows pay, and the other way round.
  const rowPrices = merged(rest.rowPrices, few.columnPrices, violator.rows);
  const columnPrices = merged(rest.columnPrices, few.rowPrices, violator.columns);
  const alone = aloneCost([rowPrices, columnPrices, problem.worth]);
  add(rowPrices, -alone, violator.rows);
  add(columnPrices, alone, violator.columns);
  for (let row = 0; row < rowPrices.length; row += 1)
    if (problem.demand[row] === 0) rowPrices[row] = priceOfIdleRow(problem, row, columnPrices);
  return { kind: 'optimal', ...byUnits(problem, chosen), rowPrices, columnPrices };
}

/** The column of each unit, by the chosen edges. */
function byUnits(problem: AssignmentProblem, chosen: Uint8Array): Pick<UnitAssignment, 'rowOf' | 'mate'> {
  const { starts, column, demand } = problem;
  const rowOf = unitRows(problem);
  const mate = new Int32Array(rowOf.length).fill(ALONE);
  let first = 0;
  for (let row = 0; row < demand.length; row += 1) {
    let unit = first;
    for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1)
      if (chosen[edge] === 1) mate[unit++] = column[edge] as number;
    first += demand[row] as number;
  }
  return { rowOf, mate };
}

/** Those of the first, and of the second where it is meant. */
function merged(first: Float64Array, second: Float64Array, isSecond: Uint8Array): Float64Array {
  return first.map((price, node) => (isSecond[node] === 1 ? (second[node] as number) : price));
}

function add(prices: Float64Array, more: number, isMeant: Uint8Array): void {
  for (let node = 0; node < prices.length; node += 1)
    if (isMeant[node] === 1) prices[node] = (prices[node] as number) + more;
}

function solved(problem: AssignmentProblem, assign: Assign): Assignment & { kind: 'optimal' } {
  const answer = assign(problem);
  if (answer.kind === 'optimal') return answer;
  throw new MileError(
    'INTERNAL',
    'The assignment contradicts itself: a part that can be matched cannot. Please report this problem file.',
  );
}

/** The violator turned round: its columns ask for their places, its rows have room for their units. */
function columnsAsking(problem: AssignmentProblem, { rows, columns }: Infeasible): Part {
  const own = edgesOf(problem, rows, 1);
  const ends = among(own.edges, problem.column);
  const starts = startsOf(ends, problem.capacity.length);
  const order = grouped(ends, starts);
  return partOf(
    {
      starts,
      column: among(order, own.row),
      demand: problem.capacity.map((places, to) => (columns[to] === 1 ? places : 0)),
      capacity: problem.demand.map((units, row) => (rows[row] === 1 ? units : 0)),
    },
    problem.worth,
    among(order, own.edges),
  );
}

/** Everybody else. */
function rowsAsking(problem: AssignmentProblem, { rows, columns }: Infeasible): Part {
  const all = edgesOf(problem, rows, 0);
  const isOutside = (place: number) => columns[problem.column[all.edges[place] as number] as number] !== 1;
  const places = identity(all.edges.length).filter(isOutside);
  const edges = among(places, all.edges);
  return partOf(
    {
      starts: startsOf(among(places, all.row), problem.demand.length),
      column: among(edges, problem.column),
      demand: problem.demand.map((units, one) => (rows[one] === 1 ? 0 : units)),
      capacity: problem.capacity.map((places, to) => (columns[to] === 1 ? 0 : places)),
    },
    problem.worth,
    edges,
  );
}

/** What a column has at these places. */
function among(places: Int32Array, column: Int32Array): Int32Array {
  return gathered(new Int32Array(places.length), column, places);
}

function partOf(
  sides: Pick<AssignmentProblem, 'starts' | 'column' | 'demand' | 'capacity'>,
  worth: Int32Array | Float64Array,
  edges: Int32Array,
): Part {
  const own =
    worth instanceof Int32Array
      ? among(edges, worth)
      : gathered(new Float64Array(edges.length), worth, edges);
  return { edges, problem: { ...sides, worth: own, optional: new Uint8Array(sides.demand.length) } };
}

/** The edges of the rows that are marked so, ascending, each with its row. */
function edgesOf(
  { starts, demand }: AssignmentProblem,
  marks: Uint8Array,
  mark: 0 | 1,
): { edges: Int32Array; row: Int32Array } {
  const isMeant = (row: number) => marks[row] === mark;
  const degree = (row: number) => (starts[row + 1] as number) - (starts[row] as number);
  const size = demand.reduce((sum, _, row) => sum + (isMeant(row) ? degree(row) : 0), 0);
  const [edges, rowOf] = [new Int32Array(size), new Int32Array(size)];
  let count = 0;
  for (let row = 0; row < demand.length; row += 1) {
    if (!isMeant(row)) continue;
    const begin = starts[row] as number;
    const next = count + degree(row);
    rowOf.fill(row, count, next);
    for (let place = count; place < next; place += 1) edges[place] = begin + place - count;
    count = next;
  }
  return { edges, row: rowOf };
}

/** More than prices and worths can make up for. */
function aloneCost(numbers: readonly (Int32Array | Float64Array)[]): number {
  let largest = 0;
  for (const column of numbers)
    for (let place = 0; place < column.length; place += 1)
      largest = Math.max(largest, Math.abs(column[place] as number));
  return 8 * largest + 1;
}

function mark(all: Uint8Array, { edges }: Part, chosen: Uint8Array): void {
  for (let place = 0; place < edges.length; place += 1) all[edges[place] as number] = chosen[place] as number;
}
