import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { View } from '../auth/view.ts';
import type { ExploreAsk } from '../jobs/solver-tasks.ts';
import type { Context } from './context.ts';
import { prepareTask } from './solve-matching.ts';
import { readsUnseen, replyFor, withoutQuotes } from './views/without-quotes.ts';
import type { Question } from './solve-matching.ts';

/**
 * JSON of the reply to a question about the best match. `gone` is raised when the asker leaves, and ends it. Throws NOT_FOUND, STALE_VERSION,
 * INVALID_POLICY, NOT_PERMITTED, and what the question throws.
 */
export async function exploreMatch(
  context: Context,
  question: Question,
  ask: ExploreAsk,
  gone: AbortSignal,
): Promise<string> {
  const { task, snapshot } = await prepareTask(context, question);
  const { view, policy } = question;
  const { programme } = snapshot.programmeVersion;
  refuseUnseenGroups(view, programme, ask);
  const json = await withoutQuotes(view, () =>
    context.pools.solver.explore({ ...task, ask }, { stop: gone }),
  );
  return view.isBlind ? replyFor(view, programme, policy, json) : json;
}

/** Groups by an answer count those who gave it, so they are for those who are told it. */
function refuseUnseenGroups(view: View, programme: Programme, { parameters }: ExploreAsk): void {
  if (!readsUnseen(view, programme, parameters)) return;
  throw new MileError(
    'NOT_PERMITTED',
    'This groups people by an answer that you are not shown. Choose another field, or ask an owner to look.',
  );
}
