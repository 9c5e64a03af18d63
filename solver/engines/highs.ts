import highsModule from 'highs';
import type { Highs, Model } from 'highs';
import type { Budget } from '../program/maximum.ts';
import type { LinearSession, Relaxed, RelaxedAgain, SearchEffort, WarmEngine } from './linear-engine.ts';
import type { LinearModel } from './linear-model.ts';

// The package's types describe its CommonJS face, so the compiler sees the loader one level deeper than it is.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/**
 * HiGHS. Presolving has called feasible linear programs infeasible, and a relaxation has to end in a vertex with prices: so the
 * simplex method without presolving. For whole columns the default gap of 0.01 % would do as "optimal": the relative gap is 0, and
 * the absolute gap is below 1 because every objective is whole.
 */
export async function loadHighsEngine(): Promise<WarmEngine> {
  const highs = await loadHighs();
  const { variableType } = highs.constants;
  const searchWithin = (model: LinearModel, { remainingMs }: Budget, { nodes, gap }: SearchEffort) => {
    const integrality = new Int32Array(model.objective.length).fill(variableType.integer);
    return highs.withModel({ ...toModelData(highs, model), integrality }, (solver) => {
      solver.options.set({
        ...quiet(remainingMs()),
        mip_rel_gap: 0,
        mip_abs_gap: gap - HALF,
        mip_max_nodes: nodes,
      });
      solver.run({
        [highs.constants.callbackType.mipInterrupt](event) {
          if (remainingMs() <= 0) event.interrupt();
        },
      });
      return found(highs, solver) ? solver.getSolution().colValue : undefined;
    });
  };
  return {
    name: 'highs',
    version: highs.version.string,
    relax: (model, limitMs) =>
      highs.withModel(toModelData(highs, model), (solver): Relaxed => {
        solver.options.set({ ...quiet(limitMs), ...SIMPLEX });
        solver.run();
        return relaxed(highs, solver);
      }),
    search: (model, limitMs) =>
      searchWithin(model, { remainingMs: () => limitMs }, { nodes: MOST_NODES, gap: 1 }),
    searchWithin,
    open: (model, use) =>
      highs.withModel(toModelData(highs, model), (solver) => {
        solver.options.set(SIMPLEX);
        return use(sessionOf(highs, solver));
      }),
  };
}

const SIMPLEX = { presolve: 'off', solver: 'simplex' } as const;
/** Of whole values, a gap below the least difference leaves nothing better. */
const HALF = 0.5;
/** The largest number that the option takes: no limit. */
const MOST_NODES = 2 ** 31 - 1;

function relaxed({ constants: { modelStatus } }: Highs, solver: Model): Relaxed {
  const status = solver.getModelStatus();
  const { colValue, rowDual } = solver.getSolution();
  return {
    status:
      status === modelStatus.optimal
        ? 'optimal'
        : status === modelStatus.infeasible
          ? 'infeasible'
          : 'unsettled',
    values: colValue,
    prices: rowDual,
  };
}

function sessionOf(highs: Highs, solver: Model): LinearSession {
  return {
    boundColumn: (column, lower, upper) => void solver.changeColBounds(column, lower, upper),
    boundRow: (row, lower, upper) => void solver.changeRowBounds(row, lower, upper),
    relax(limitMs): RelaxedAgain {
      solver.options.set({ ...quiet(limitMs), time_limit: solver.getRunTime() + quiet(limitMs).time_limit });
      solver.run();
      const answer = relaxed(highs, solver);
      return {
        ...answer,
        objective: solver.getObjectiveValue(),
        ray: answer.status === 'infeasible' ? solver.getDualRay()?.values : undefined,
        isPaused: solver.getModelStatus() === highs.constants.modelStatus.timeLimit,
      };
    },
  };
}

/** It takes finite numbers only: at most 30 years. */
const LONGEST_S = 1e9;

function quiet(limitMs: number) {
  return { output_flag: false, time_limit: Math.min(Math.max(0, limitMs) / 1000, LONGEST_S) };
}

function found({ constants }: Highs, solver: Model): boolean {
  return solver.info.get('primal_solution_status') === constants.solutionStatus.feasible;
}

function toModelData(highs: Highs, model: LinearModel) {
  const numCols = model.objective.length;
  const numRows = model.rowLower.length;
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: model.objective,
    colLower: new Float64Array(numCols),
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csr' as const,
      numRows,
      numCols,
      starts: model.starts,
      indices: model.columns,
      values: model.values,
    },
  };
}
