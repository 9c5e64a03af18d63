import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { keepMatchSet } from './keep-match-set.ts';
import { refuseWithoutMatch, solveMatching } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';

/**
 * Saves the match that was shown for this question, for good. It is checked once more against the problem built anew.
 * Throws INVALID_RESULT where there is no match to save, or where the check refuses it.
 */
export async function saveMatchSet(
  context: Context,
  question: Question & { id?: string; name: string },
  by: Doer,
): Promise<MatchSetSummary> {
  const { id, name } = question;
  const { snapshot: people, task, answer } = await solveMatching(context, question);
  refuseWithoutMatch(answer);
  const { matching, outcome } = answer;
  const snapshot = await context.pools.solver.snapshot({ ...task, matching, outcome });
  return keepMatchSet(context, { id, name, kind: 'best', people, policy: task.policy, snapshot }, by);
}
