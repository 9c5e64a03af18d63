import type { Context } from './context.ts';
import { prepareTask } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';

/** JSON of an Explanation: why this pair fits as it does, whether or not it was matched. */
export async function explainPair(
  context: Context,
  question: Question & { participant: string; mentor: string },
): Promise<string> {
  const { task } = await prepareTask(context, question);
  const { participant, mentor } = question;
  return context.pools.solver.explain({ ...task, participant, mentor });
}
