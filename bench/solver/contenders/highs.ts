import highsModule from 'highs';
import type { Problem } from '#solver/contract/problem.ts';
import { solvedBy } from './contender.ts';
import type { Contender } from './contender.ts';
import { modelRows, pairWorth } from './whole-model.ts';

// The package's types describe its CommonJS face, so the compiler sees the loader one level deeper than it is.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** The HiGHS of npm on the whole model, passed as typed arrays (LP text takes many times as long), with both gaps closed. */
export async function highsContender(): Promise<Contender> {
  const highs = await loadHighs();
  return (problem) => {
    const { numCols, numRows, rowLower, rowUpper, starts, indices, values } = csrModel(problem);
    return highs.withModel(
      {
        numCols,
        numRows,
        sense: highs.constants.objectiveSense.maximize,
        colCost: pairWorth(problem),
        colLower: new Float64Array(numCols),
        colUpper: new Float64Array(numCols).fill(1),
        rowLower,
        rowUpper,
        matrix: { format: 'csr' as const, numRows, numCols, starts, indices, values },
        integrality: new Int32Array(numCols).fill(highs.constants.variableType.integer),
      },
      (solver) => {
        solver.options.set({ mip_rel_gap: 0, mip_abs_gap: 0.5, output_flag: false });
        solver.run();
        const { colValue } = solver.getSolution();
        return solvedBy(problem, (pair) => (colValue[pair] ?? 0) > 0.5);
      },
    );
  };
}

function csrModel(problem: Problem) {
  const rows = modelRows(problem);
  const starts = new Int32Array(rows.length + 1);
  for (const [row, { pairs }] of rows.entries()) starts[row + 1] = (starts[row] as number) + pairs.length;
  const indices = new Int32Array(starts.at(-1) ?? 0);
  const values = new Float64Array(indices.length).fill(1);
  for (const [row, { pairs, coefficients }] of rows.entries()) {
    indices.set(pairs, starts[row]);
    if (coefficients) values.set(coefficients, starts[row]);
  }
  return {
    numCols: problem.pairs.score.length,
    numRows: rows.length,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    indices,
    values,
  };
}
