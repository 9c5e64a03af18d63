import { MileError } from '#solver/contract/errors.ts';
import type { EngineName, Outcome } from '#solver/contract/outcome.ts';
import type { Context } from './context.ts';

/** JSON of a problem file in, JSON of a result file out; nothing is kept. Time running out is an answer: status unknown. */
export async function solveProblem(context: Context, body: Uint8Array, engine: EngineName): Promise<string> {
  try {
    return await context.pools.solver.solve(body, engine);
  } catch (error) {
    if (error instanceof MileError && error.code === 'DEADLINE')
      return JSON.stringify(undecided(engine, error.message));
    throw error;
  }
}

function undecided(engine: EngineName, reason: string): Outcome {
  return {
    format: 'mile-result/1',
    status: 'unknown',
    reason,
    engine,
    timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
  };
}
