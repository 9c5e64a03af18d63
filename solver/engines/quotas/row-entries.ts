import type { Row } from '../../program/program.ts';

/** The coefficients of rows by the places of pairs: those of a place stand from starts[place] to starts[place + 1]. */
export interface RowEntries {
  readonly starts: Int32Array;
  readonly row: Int32Array;
  readonly coefficient: Float64Array;
}

/** `pair` is the pair at each place, of so many in all. Linear in the entries. */
export function entriesByPlace(rows: readonly Row[], pair: Int32Array, pairs: number): RowEntries {
  const placeOf = new Int32Array(pairs).fill(-1);
  for (let place = 0; place < pair.length; place += 1) placeOf[pair[place] as number] = place;
  const starts = new Int32Array(pair.length + 2);
  for (const own of rows)
    for (let entry = 0; entry < own.pairs.length; entry += 1) {
      const place = placeOf[own.pairs[entry] as number] as number;
      if (place >= 0) starts[place + 2] = (starts[place + 2] as number) + 1;
    }
  for (let place = 2; place < starts.length; place += 1)
    starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  const row = new Int32Array(starts.at(-1) as number);
  const coefficient = new Float64Array(row.length);
  // starts[place + 1] is where the next entry goes, and in the end where those of the next place begin.
  for (const [index, own] of rows.entries())
    for (let entry = 0; entry < own.pairs.length; entry += 1) {
      const place = placeOf[own.pairs[entry] as number] as number;
      if (place < 0) continue;
      const next = starts[place + 1] as number;
      starts[place + 1] = next + 1;
      row[next] = index;
      coefficient[next] = own.coefficients[entry] as number;
    }
  return { starts, row, coefficient };
}
