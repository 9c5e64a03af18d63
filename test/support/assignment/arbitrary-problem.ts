import fc from 'fast-check';
import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';

/** Lists of edges, a column and a worth each, by row. */
export function problemOf(
  rows: readonly (readonly (readonly [column: number, worth: number])[])[],
  demand: readonly number[],
  optional: readonly number[],
  capacity: readonly number[],
): AssignmentProblem {
  const starts = new Int32Array(rows.length + 1);
  for (const [row, edges] of rows.entries()) starts[row + 1] = (starts[row] as number) + edges.length;
  return {
    starts,
    column: Int32Array.from(rows.flat(), ([column]) => column),
    worth: Float64Array.from(rows.flat(), ([, worth]) => worth),
    demand: Int32Array.from(demand),
    optional: Uint8Array.from(optional),
    capacity: Int32Array.from(capacity),
  };
}

/** Up to `most` rows and columns; on one side at most a unit each, on the other several; few ties or many, worths of both signs. */
export function arbitraryProblem(most: number): fc.Arbitrary<AssignmentProblem> {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: most }),
    columns: fc.integer({ min: 1, max: most }),
    least: fc.constantFrom(0, -1, -50, -1_000_000),
    largest: fc.constantFrom(1, 4, 100, 1_000_000, 2 ** 31),
    severalInRows: fc.boolean(),
    isWhole: fc.boolean(),
    density: fc.constantFrom(3, 6, 10),
  });
  return sizes.chain(({ rows, columns, least, largest, severalInRows, isWhole, density }) => {
    const worth = fc.integer({ min: least, max: isWhole ? Math.min(largest, 2 ** 31 - 1) : largest });
    const several = fc.integer({ min: 0, max: 3 });
    const single = fc.integer({ min: 0, max: 9 }).map((draw) => (draw === 0 ? 0 : 1));
    const cell = fc.tuple(fc.integer({ min: 1, max: 10 }), worth);
    return fc
      .record({
        cells: fc.array(cell, { minLength: rows * columns, maxLength: rows * columns }),
        demand: fc.array(severalInRows ? several : single, { minLength: rows, maxLength: rows }),
        optional: fc.array(fc.constantFrom(0, 1), { minLength: rows, maxLength: rows }),
        capacity: fc.array(severalInRows ? single : several, { minLength: columns, maxLength: columns }),
      })
      .map(({ cells, demand, optional, capacity }) => {
        const lists = demand.map((_, row) =>
          cells
            .slice(row * columns, (row + 1) * columns)
            .flatMap(([draw, value], column) => (draw <= density ? [[column, value] as const] : [])),
        );
        const problem = problemOf(lists, demand, optional, capacity);
        return isWhole ? { ...problem, worth: Int32Array.from(problem.worth) } : problem;
      });
  });
}
