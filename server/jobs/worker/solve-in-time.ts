import { MileError } from '#solver/contract/errors.ts';
import type { EngineName, Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import type { SolveOptions } from '#solver/solve.ts';
import type { Run } from '../answering.ts';
import { monotonicMs } from '../monotonic.ts';

/** Left for certifying and telling the answer before the thread would be ended. */
export const RESERVE_MS = 1_500;

/** Solves within what is left of the request's time, or until the asker wants the best there is. */
export function solveInTime(
  engines: Engines,
  problem: Problem,
  engine: EngineName,
  { deadlineAt, isStopped }: Pick<Run, 'deadlineAt' | 'isStopped'>,
  { onProgress, from }: Pick<SolveOptions, 'onProgress' | 'from'> = {},
): Outcome {
  const deadlineMs = deadlineAt - RESERVE_MS - monotonicMs();
  if (deadlineMs <= 0)
    throw new MileError('BUSY', 'The calculation waited too long for its turn. Try again in a few seconds.');
  return solve(problem, {
    engines,
    engine,
    clock: monotonicMs,
    deadlineMs,
    isCancelled: isStopped,
    ...(onProgress && { onProgress }),
    ...(from && { from }),
  });
}
