import { MileError } from '../../../contract/errors.ts';
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
  const own = edgesOf(problem, (row) => rows[row] === 1);
  const ends = own.edges.map((edge) => problem.column[edge] as number);
  const starts = startsOf(ends, problem.capacity.length);
  const order = grouped(ends, starts);
  return partOf(
    {
      starts,
      column: order.map((place) => own.row[place] as number),
      demand: problem.capacity.map((places, to) => (columns[to] === 1 ? places : 0)),
      capacity: problem.demand.map((units, row) => (rows[row] === 1 ? units : 0)),
    },
    problem.worth,
    order.map((place) => own.edges[place] as number),
  );
}

/** Everybody else. */
function rowsAsking(problem: AssignmentProblem, { rows, columns }: Infeasible): Part {
  const { edges, row } = edgesOf(problem, (one, to) => rows[one] !== 1 && columns[to] !== 1);
  return partOf(
    {
      starts: startsOf(row, problem.demand.length),
      column: edges.map((edge) => problem.column[edge] as number),
      demand: problem.demand.map((units, one) => (rows[one] === 1 ? 0 : units)),
      capacity: problem.capacity.map((places, to) => (columns[to] === 1 ? 0 : places)),
    },
    problem.worth,
    edges,
  );
}

function partOf(
  sides: Pick<AssignmentProblem, 'starts' | 'column' | 'demand' | 'capacity'>,
  worth: Int32Array | Float64Array,
  edges: Int32Array,
): Part {
  const own = worth instanceof Int32Array ? new Int32Array(edges.length) : new Float64Array(edges.length);
  for (let place = 0; place < edges.length; place += 1) own[place] = worth[edges[place] as number] as number;
  return { edges, problem: { ...sides, worth: own, optional: new Uint8Array(sides.demand.length) } };
}

/** The edges that are meant, ascending, each with its row. */
function edgesOf(
  { starts, column }: AssignmentProblem,
  isMeant: (row: number, column: number) => boolean,
): { edges: Int32Array; row: Int32Array } {
  const [edges, rowOf] = [new Int32Array(column.length), new Int32Array(column.length)];
  let count = 0;
  for (let row = 0; row + 1 < starts.length; row += 1) {
    for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
      edges[count] = edge;
      rowOf[count] = row;
      if (isMeant(row, column[edge] as number)) count += 1;
    }
  }
  return { edges: edges.subarray(0, count), row: rowOf.subarray(0, count) };
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
