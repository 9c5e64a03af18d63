import { z } from 'zod';
import { identifierSchema } from '../identifier.ts';
import { recordIdSchema } from './cohorts.ts';
import { VIEWER_NAME_LENGTH } from './live.ts';

/** Longest comment: a few sentences. */
export const COMMENT_LENGTH = 1_000;

/** A pair, or one person. Ids of applications, which outlive an import. */
const subjectFields = { participant: identifierSchema.nullable(), mentor: identifierSchema.nullable() };

export const commentCreateSchema = z
  .strictObject({
    ...subjectFields,
    text: z.string().trim().min(1).max(COMMENT_LENGTH),
    /** Who writes, by their own word; where somebody is signed in the name of the account counts. */
    author: z.string().trim().min(1).max(VIEWER_NAME_LENGTH),
  })
  .refine(
    ({ participant, mentor }) => participant !== null || mentor !== null,
    'say whom the comment is about',
  );

export const commentSchema = z.strictObject({
  id: recordIdSchema,
  ...subjectFields,
  text: z.string(),
  author: z.string(),
  writtenAt: z.iso.datetime(),
});
/** What somebody wrote about a pair, or about one person. */
export type Comment = z.infer<typeof commentSchema>;

/** In the order in which they were written. */
export const commentsSchema = z.array(commentSchema);
