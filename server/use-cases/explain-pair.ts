import type { Explanation } from '#solver/contract/matching.ts';
import type { Context } from './context.ts';
import { prepareTask } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';
import { explanationFor } from './views/without-quotes.ts';

/** JSON of an Explanation: why this pair fits as it does, whether or not it was matched. */
export async function explainPair(
  context: Context,
  question: Question & { participant: string; mentor: string },
): Promise<string> {
  const { task, snapshot } = await prepareTask(context, question);
  const { participant, mentor, policy, view } = question;
  const json = await context.pools.solver.explain({ ...task, participant, mentor });
  if (!view.isBlind) return json;
  const { programme } = snapshot.programmeVersion;
  return JSON.stringify(explanationFor(view, programme, policy, JSON.parse(json) as Explanation));
}
