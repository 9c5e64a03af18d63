import type { ExploreAsk } from '../jobs/solver-tasks.ts';
import type { Context } from './context.ts';
import { prepareTask } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';

/**
 * JSON of the reply to a question about the best match. `gone` is raised when the asker leaves, and ends it. Throws NOT_FOUND, STALE_VERSION,
 * INVALID_POLICY, and what the question throws.
 */
export async function exploreMatch(
  context: Context,
  question: Question,
  ask: ExploreAsk,
  gone: AbortSignal,
): Promise<string> {
  const { task } = await prepareTask(context, question);
  return context.pools.solver.explore({ ...task, ask }, { stop: gone });
}
