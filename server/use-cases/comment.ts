import type { Comment, commentCreateSchema } from '#solver/contract/api/comments.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { z } from 'zod';
import type { Asker } from './accounts/who-asks.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import type { View } from '../auth/view.ts';
import { textTeller } from './views/told-texts.ts';
import { recordDeed } from './record/record-deed.ts';
import { newRecordId } from './record-id.ts';

/** Comments of one cohort: a runaway script fills no disk. */
const MOST = 5_000;

/** What was written about the pairs and people of a cohort. Throws NOT_FOUND. */
export async function readComments({ store }: Context, cohortId: string, view: View): Promise<Comment[]> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const tell = await textTeller(store, view, cohortId);
  return (await store.comments.list(cohortId)).map((comment) => ({ ...comment, text: tell(comment.text) }));
}

/** Keeps a comment under the account's name, or where nobody signs in under the name given. Throws NOT_FOUND and TOO_MANY_COMMENTS. */
export async function addComment(
  context: Context,
  cohortId: string,
  { participant, mentor, text, author }: z.output<typeof commentCreateSchema>,
  asker: Asker,
  by: Doer,
): Promise<Comment> {
  await refuseOneTooMany(context, cohortId);
  const account = asker.state === 'signed-in' ? asker.account : undefined;
  const comment = {
    id: newRecordId(),
    participant,
    mentor,
    text,
    author: account?.name ?? author,
    writtenAt: new Date().toISOString(),
  };
  await context.store.transaction(async (repositories) => {
    await repositories.comments.add({
      id: comment.id,
      cohort_id: cohortId,
      participant,
      mentor,
      body: text,
      author: comment.author,
      account_id: account?.id ?? null,
      written_at: comment.writtenAt,
    });
    const facts = { comment: comment.id, participant, mentor };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'comment.written', facts });
  });
  return comment;
}

async function refuseOneTooMany({ store }: Context, cohortId: string): Promise<void> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const { length } = await store.comments.list(cohortId);
  if (length < MOST) return;
  throw new MileError(
    'TOO_MANY_COMMENTS',
    `There are ${length} comments, the most that a cohort keeps. Remove some.`,
    {
      comments: length,
    },
  );
}

/** Who is signed in removes their own comments, an owner anybody's. Throws NOT_FOUND and NOT_PERMITTED. */
export async function removeComment(
  { store }: Context,
  cohortId: string,
  id: string,
  asker: Asker,
  by: Doer,
): Promise<void> {
  const comment = await store.comments.get(cohortId, id);
  if (!comment)
    throw new MileError('NOT_FOUND', 'This comment is gone already. Load the page again.', { id });
  const isForeign =
    asker.state === 'signed-in' && asker.account.role !== 'owner' && asker.account.id !== comment.account_id;
  if (isForeign)
    throw new MileError(
      'NOT_PERMITTED',
      'Somebody else wrote this comment. They can remove it, or an owner.',
    );
  await store.transaction(async (repositories) => {
    await repositories.comments.remove(cohortId, id);
    const facts = { comment: id, participant: comment.participant, mentor: comment.mentor };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'comment.removed', facts });
  });
}
