import type { OrderedPairs } from '../../../program/canonical.ts';
import { placesOfOnes } from '../../../program/choice.ts';
import { gathered } from '../../../program/columns.ts';
import { FREE } from '../../../program/program.ts';
import type { Choice, Program } from '../../../program/program.ts';
import type { Ends, UnitAssignment } from '../assignment/problem.ts';
import { edgeTo } from '../assignment/units.ts';

const NONE = -1;

/** All best matches, as the choices of a program over the pairs that they may have. */
export function faceOf(limits: Pick<Program, 'participants' | 'mentors'>, { row, column }: Ends): Program {
  return {
    ...limits,
    participant: row,
    mentor: column,
    objective: new Float64Array(row.length),
    rows: [],
    fixed: new Int8Array(row.length).fill(FREE),
  };
}

/** Where the pairs stand among all. */
export function edgesOf({ starts, mentor }: OrderedPairs, { row, column }: Ends): Int32Array {
  const edges = new Int32Array(row.length);
  for (let place = 0; place < edges.length; place += 1)
    edges[place] = edgeTo({ starts, column: mentor }, row[place] as number, column[place] as number);
  return edges;
}

/** 1 for those of the pairs that the assignment has. */
export function matchedAmong(
  { row, column }: Ends,
  { rowOf, mate }: UnitAssignment,
  columns: number,
): Uint8Array {
  const x = new Uint8Array(row.length);
  /** The last row that was seen to have the column. */
  const taker = new Int32Array(columns).fill(NONE);
  let unit = 0;
  for (let place = 0; place < row.length; place += 1) {
    const here = row[place] as number;
    for (; unit < mate.length && (rowOf[unit] as number) <= here; unit += 1)
      if ((mate[unit] as number) >= 0) taker[mate[unit] as number] = rowOf[unit] as number;
    if (taker[column[place] as number] === here) x[place] = 1;
  }
  return x;
}

export function chosenOf({ row, column }: Ends, x: Choice): Ends {
  const places = placesOfOnes(x);
  return {
    row: gathered(new Int32Array(places.length), row, places),
    column: gathered(new Int32Array(places.length), column, places),
  };
}
