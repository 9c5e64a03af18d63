import { z } from 'zod';
import { identifierSchema, recordKeySchema, slugSchema } from './identifier.ts';

/** Longest text of one answer, in UTF-16 units. */
export const TEXT_LENGTH = 10_000;

export const answerSchema = z.union([
  z.string().max(TEXT_LENGTH),
  z.number(),
  z.boolean(),
  z.array(z.string().max(TEXT_LENGTH)).max(200),
]);
/** What a person answered in one field; the field's kind says which of these it is. A question without an answer has no key. */
export type Answer = z.infer<typeof answerSchema>;

export const applicationSchema = z.strictObject({
  id: identifierSchema,
  values: z.record(recordKeySchema, answerSchema),
});
/** One person's form, normalised to the programme's fields and option ids. */
export type Application = z.infer<typeof applicationSchema>;

/** `active`: takes part. `waiting`: for the next cycle. `withdrawn`: has left. Who is not active is in no match that is looked for. */
export const personStateSchema = z.enum(['active', 'waiting', 'withdrawn']);
export type PersonState = z.infer<typeof personStateSchema>;

/** Most people on one side of a cohort. */
export const SIDE_LIMIT = 100_000;

export const cohortSchema = z.strictObject({
  format: z.literal('mile-cohort/1'),
  programme: slugSchema,
  participants: z.array(applicationSchema).max(SIDE_LIMIT),
  mentors: z.array(applicationSchema).max(SIDE_LIMIT),
});
/** The people of one cycle. */
export type Cohort = z.infer<typeof cohortSchema>;
