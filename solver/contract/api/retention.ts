import { z } from 'zod';
import { recordIdSchema } from './cohorts.ts';

/*
 * Personal data goes when its time is over: so many months after the end of a cohort's relationships. Pairs under ids, figures (those of the year as well) and the record stay.
 */

const countSchema = z.int().min(0);

/** What a cohort holds of people. */
export const heldSchema = z.strictObject({
  applications: countSchema,
  /** What came by the public forms. */
  submissions: countSchema,
  /** Entries in the history of applications. */
  changes: countSchema,
  comments: countSchema,
  /** What pairs reported of their year: meetings with ratings, goals and notes; answers to the closing survey. */
  checkIns: countSchema,
  surveys: countSchema,
  /** Who was reminded of what. */
  reminders: countSchema,
  /** What was sent by mail to whom. */
  letters: countSchema,
  /** Saved sets with names. */
  sets: countSchema,
});
export type Held = z.infer<typeof heldSchema>;

export const retainedSchema = z.strictObject({
  cohort: recordIdSchema,
  name: z.string(),
  /** Of the programme. */
  retentionMonths: z.int().min(0),
  /** Last day of the relationships; null while no kick-off is known. */
  endsOn: z.iso.date().nullable(),
  /** The day from which personal data is to go; null while no kick-off is known. */
  goesOn: z.iso.date().nullable(),
  /** Its time is over, and there is something left to go. */
  isDue: z.boolean(),
  held: heldSchema,
});
export type Retained = z.infer<typeof retainedSchema>;

export const retentionRunSchema = z.strictObject({
  cohort: recordIdSchema,
  /** The cohort's name, typed by whoever means it. */
  name: z.string().max(200),
});
