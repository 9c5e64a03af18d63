import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What a text is to be from now on. */
export type Rewriting = (text: string) => string;

/** All cohorts, or one. */
interface Where {
  cohortId?: string;
}

/** Answers stand once they are revealed; to be rewritten, within the caller's transaction, they are opened. */
export async function rewriteAnswers(
  database: Kysely<Tables>,
  change: Rewriting,
  { cohortId }: Where = {},
): Promise<void> {
  const rows = await database
    .selectFrom('proposal_answers')
    .innerJoin('proposals', 'proposals.id', 'proposal_answers.proposal_id')
    .select(['proposal_id', 'member_id', 'reason', 'revealed_at'])
    .$if(cohortId !== undefined, (query) => query.where('proposals.cohort_id', '=', cohortId as string))
    .execute();
  for (const { proposal_id: proposal, member_id: member, reason: written, revealed_at } of rows) {
    const reason = change(written);
    if (reason === written) continue;
    const reveal = (at: string | null) =>
      database.updateTable('proposals').set({ revealed_at: at }).where('id', '=', proposal).execute();
    await reveal(null);
    await database
      .updateTable('proposal_answers')
      .set({ reason })
      .where('proposal_id', '=', proposal)
      .where('member_id', '=', member)
      .execute();
    await reveal(revealed_at);
  }
}

/** A published version is never changed: it is written anew with the same facts. */
export async function rewritePublications(
  database: Kysely<Tables>,
  change: Rewriting,
  { cohortId }: Where = {},
): Promise<void> {
  const rows = await database
    .selectFrom('publications')
    .selectAll()
    .$if(cohortId !== undefined, (query) => query.where('cohort_id', '=', cohortId as string))
    .execute();
  for (const row of rows) {
    const why = change(row.why);
    if (why === row.why) continue;
    await database
      .deleteFrom('publications')
      .where('cohort_id', '=', row.cohort_id)
      .where('version', '=', row.version)
      .execute();
    await database
      .insertInto('publications')
      .values({ ...row, why })
      .execute();
  }
}
