import type { LinearModel } from '../linear-model.ts';
import type { LinearSession } from '../linear-engine.ts';
import { DualSimplex } from './dual-simplex.ts';
import type { Start } from './start.ts';

/** Pivots after which the host is asked whether to go on. */
const SLICE = 100;

/**
 * A linear program over pairs, kept with its basis until the next session is opened. Columns are at most 1, whatever their bound says.
 * Throws NOT_ENOUGH_MEMORY.
 */
export function openSession(model: LinearModel, start?: Start): LinearSession {
  const simplex = new DualSimplex(model);
  if (start) simplex.start(start);
  return {
    boundColumn: (column, lower, upper) => simplex.boundColumn(column, lower, upper),
    boundRow: (row, lower, upper) => simplex.boundRow(row, lower, upper),
    relax(_, enough = -Infinity) {
      const status = simplex.run(SLICE, enough);
      return {
        status: status === 'hopeless' ? 'optimal' : status === 'paused' ? 'unsettled' : status,
        values: simplex.values(),
        prices: simplex.prices(),
        objective: simplex.bound(),
        ray: status === 'infeasible' ? simplex.ray() : undefined,
        isPaused: status === 'paused',
      };
    },
  };
}
