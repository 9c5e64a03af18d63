import type { Decision } from '#solver/contract/policy/policy.ts';
import type { GridCells } from './grid-cells.ts';
import type { Band, Seriation } from './seriation.ts';
import type { Place } from './view-window.ts';

/** One side of the grid as it is shown: who stands where. */
export interface Axis {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly bands: readonly Band[];
  /** Index in the service's order of each place. */
  readonly at: Int32Array;
}

/** The grid as it is shown: places are counted in the order of the screen. */
export class GridPlan {
  readonly cells: GridCells;
  readonly rows: Axis;
  readonly columns: Axis;
  /** Columns of the match in each row. */
  readonly matched: readonly (readonly number[])[];
  readonly #rowOf: ReadonlyMap<string, number>;
  readonly #columnOf: ReadonlyMap<string, number>;

  constructor(cells: GridCells, rows: Axis, columns: Axis, match: readonly Decision[]) {
    this.cells = cells;
    this.rows = rows;
    this.columns = columns;
    this.#rowOf = new Map(rows.ids.map((id, place) => [id, place]));
    this.#columnOf = new Map(columns.ids.map((id, place) => [id, place]));
    const matched: number[][] = rows.ids.map(() => []);
    for (const pair of match) {
      const place = this.placeOf(pair);
      if (place) matched[place.row]?.push(place.column);
    }
    this.matched = matched;
  }

  get extent() {
    return { rows: this.rows.ids.length, columns: this.columns.ids.length };
  }

  placeOf({ participant, mentor }: Decision): Place | undefined {
    const [row, column] = [this.#rowOf.get(participant), this.#columnOf.get(mentor)];
    return row === undefined || column === undefined ? undefined : { row, column };
  }

  pairAt({ row, column }: Place): Decision {
    return { participant: this.rows.ids[row] as string, mentor: this.columns.ids[column] as string };
  }

  cellAt({ row, column }: Place) {
    return this.cells.at(this.rows.at[row] as number, this.columns.at[column] as number);
  }

  isMatched({ row, column }: Place): boolean {
    return this.matched[row]?.includes(column) === true;
  }
}

/** A side in its order, of whom only some are shown. Who is not in the grid's answer is left out. */
export function axisOf(
  { order, bands }: Seriation,
  indexOf: (id: string) => number | undefined,
  nameOf: (id: string) => string,
  isShown: (name: string) => boolean,
): Axis {
  const kept = order.map((id) => indexOf(id) !== undefined && isShown(nameOf(id)));
  const ids = order.filter((_, place) => kept[place]);
  /** How many of the places before this one are shown. */
  const before = [0];
  for (const is of kept) before.push((before.at(-1) ?? 0) + (is ? 1 : 0));
  const shown = bands.map(({ label, from, to }) => ({
    label,
    from: before[from] as number,
    to: before[to] as number,
  }));
  return {
    ids,
    names: ids.map(nameOf),
    bands: shown.filter(({ from, to }) => to > from),
    at: Int32Array.from(ids, (id) => indexOf(id) ?? 0),
  };
}
