import type { Kysely } from 'kysely';
import type { Comment } from '#solver/contract/api/comments.ts';
import type { CommentsTable, Tables } from './tables.ts';

export interface Comments {
  /** In the order in which they were written. */
  list(cohortId: string): Promise<Comment[]>;
  get(cohortId: string, id: string): Promise<CommentsTable | undefined>;
  add(comment: CommentsTable): Promise<void>;
  remove(cohortId: string, id: string): Promise<void>;
}

export function comments(database: Kysely<Tables>): Comments {
  return {
    list: (cohortId) =>
      database
        .selectFrom('comments')
        .select(['id', 'participant', 'mentor', 'body as text', 'author', 'written_at as writtenAt'])
        .where('cohort_id', '=', cohortId)
        .orderBy('written_at')
        .orderBy('id')
        .execute(),
    get: (cohortId, id) =>
      database
        .selectFrom('comments')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .where('id', '=', id)
        .executeTakeFirst(),
    async add(comment) {
      await database.insertInto('comments').values(comment).execute();
    },
    async remove(cohortId, id) {
      await database.deleteFrom('comments').where('cohort_id', '=', cohortId).where('id', '=', id).execute();
    },
  };
}
