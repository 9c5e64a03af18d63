import { z } from 'zod';
import { answerSchema, personStateSchema } from '../cohort.ts';
import { identifierSchema, recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';
import { blindnessSchema, recordIdSchema, versionSchema } from './cohorts.ts';

/** Most people that are changed at once. */
export const PEOPLE_LIMIT = 5_000;

export const personEditSchema = z.strictObject({
  side: sideSchema,
  id: identifierSchema,
  /** Revision of the application that the change was made on. */
  basedOn: versionSchema,
  /** New answers; null takes an answer away. What is not named stays. */
  values: z.record(recordKeySchema, answerSchema.nullable()).default({}),
  state: personStateSchema.optional(),
});
export type PersonEdit = z.infer<typeof personEditSchema>;

/** Changes of some people: all of them or none. */
export const peopleEditSchema = z.strictObject({
  edits: z.array(personEditSchema).min(1).max(PEOPLE_LIMIT),
  why: z.string().trim().max(500).default(''),
});
export type PeopleEdit = z.output<typeof peopleEditSchema>;

export const peopleEditedSchema = z.strictObject({ cohortVersion: versionSchema });

/** Those who take part in the next cycle: whom the latest published match left out, and who is marked as waiting. */
export const waitingListSchema = z.strictObject({
  /** The cohort whose waiting list is taken over. */
  from: recordIdSchema,
  /** The cycle since which they wait, where an application does not say so already. */
  since: z.int().min(1900).max(2200),
});
export const waitingTakenSchema = z.strictObject({
  cohortVersion: versionSchema,
  added: z.int().min(0),
  /** Who is in this cohort already: their answers stay, their wait counts. */
  known: z.int().min(0),
});

export const fieldChangeSchema = z.strictObject({
  field: recordKeySchema,
  before: answerSchema.nullable(),
  after: answerSchema.nullable(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** One change in the history of an application. */
export const personChangeSchema = z.strictObject({
  revision: versionSchema,
  at: z.iso.datetime(),
  /** Who made it, as they call themselves; empty where nobody said. */
  author: z.string(),
  cause: z.enum(['import', 'edit', 'waiting-list', 'application']),
  why: z.string(),
  /** The state after it. */
  state: personStateSchema,
  changes: z.array(fieldChangeSchema),
});
export type PersonChange = z.infer<typeof personChangeSchema>;

/** How a form's files were understood: taken up again when headers and values are met again. */
export const importMappingSchema = z.strictObject({
  columns: z.record(z.string(), slugSchema.nullable()),
  values: z.array(z.strictObject({ field: recordKeySchema, from: z.string(), to: slugSchema.nullable() })),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

/** What is named changes. */
export const blindnessChangeSchema = blindnessSchema.partial();
