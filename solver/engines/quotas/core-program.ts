import { gathered } from '../../program/columns.ts';
import { EMPTY_ROW } from '../../program/program.ts';
import type { Choice, Program, Row } from '../../program/program.ts';

/** A program over some of its pairs, the others being left at 0. Prices are those of people and rows, so they serve both. */
export interface CoreProgram {
  readonly program: Program;
  /** The number that each pair has in the whole program, ascending. */
  readonly pairs: Int32Array;
}

/** `isIn` marks the pairs to keep; pairs that are fixed to 1 are kept in any case. Linear in the pairs and the entries of rows. */
export function coreProgram(whole: Program, isIn: Uint8Array): CoreProgram {
  const place = new Int32Array(isIn.length).fill(-1);
  let count = 0;
  for (let pair = 0; pair < isIn.length; pair += 1) {
    if (whole.fixed[pair] === 0 || (isIn[pair] === 0 && whole.fixed[pair] !== 1)) continue;
    place[pair] = count;
    count += 1;
  }
  if (count === place.length) return { program: whole, pairs: place };
  const pairs = new Int32Array(count);
  for (let pair = 0; pair < place.length; pair += 1)
    if (place[pair] !== -1) pairs[place[pair] as number] = pair;
  return {
    pairs,
    program: {
      ...whole,
      participant: gathered(new Int32Array(count), whole.participant, pairs),
      mentor: gathered(new Int32Array(count), whole.mentor, pairs),
      objective: gathered(new Float64Array(count), whole.objective, pairs),
      fixed: gathered(new Int8Array(count), whole.fixed, pairs),
      rows: whole.rows.map((row) => rowOver(row, place)),
    },
  };
}

function rowOver(row: Row, place: Int32Array): Row {
  if (row === EMPTY_ROW) return row;
  const own = new Int32Array(row.pairs.length);
  const coefficients = new Float64Array(row.pairs.length);
  let count = 0;
  for (let entry = 0; entry < row.pairs.length; entry += 1) {
    const at = place[row.pairs[entry] as number] as number;
    if (at < 0) continue;
    own[count] = at;
    coefficients[count] = row.coefficients[entry] as number;
    count += 1;
  }
  return { ...row, pairs: own.slice(0, count), coefficients: coefficients.slice(0, count) };
}

/** A choice of the core as a choice of the whole. */
export function overWhole(whole: Program, { pairs }: CoreProgram, x: Choice): Choice {
  const all = new Uint8Array(whole.fixed.length);
  for (let index = 0; index < pairs.length; index += 1) all[pairs[index] as number] = x[index] as number;
  return all;
}
