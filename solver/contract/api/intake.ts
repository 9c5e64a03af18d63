import { z } from 'zod';
import { answerSchema } from '../cohort.ts';
import { recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';
import { datesSchema, textsSchema } from '../programme/public-page.ts';
import { tokenSchema } from './accounts.ts';
import { recordIdSchema, versionSchema } from './cohorts.ts';

/*
 * The public side: what strangers read, how they apply, and what a committee decides about it.
 */

const timeSchema = z.iso.datetime();

const window = {
  opensAt: timeSchema,
  closesAt: timeSchema,
  /** Whose applications are taken. */
  participant: z.boolean(),
  mentor: z.boolean(),
};
export const intakeSaveSchema = z
  .strictObject({ ...window, basedOn: z.int().min(0) })
  .refine(({ opensAt, closesAt }) => opensAt < closesAt, 'applications close before they open');
export type IntakeSave = z.infer<typeof intakeSaveSchema>;

/** A second application of somebody who is in the cohort already; nothing of it is taken before somebody says so. */
export const repeatedApplicationSchema = z.strictObject({
  id: recordIdSchema,
  side: sideSchema,
  /** Of the person in the cohort, as the asker may see it. */
  name: z.string(),
  submittedAt: timeSchema,
  /** Answers that differ, in the words of the form. */
  differences: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string() })),
});
export type RepeatedApplication = z.infer<typeof repeatedApplicationSchema>;

export const intakeSchema = z.strictObject({
  /** 0 where applications were never opened. */
  version: z.int().min(0),
  window: z.strictObject(window).nullable(),
  /** Applications that came by the form and were not withdrawn. */
  received: z.strictObject({ participant: z.int().min(0), mentor: z.int().min(0) }),
  withdrawn: z.int().min(0),
  repeated: z.array(repeatedApplicationSchema),
});
export type Intake = z.infer<typeof intakeSchema>;
/** `take`: the newer answers replace those of the cohort; else they are put aside. */
export const repeatedDecisionSchema = z.strictObject({ take: z.boolean() });

export const publicProgrammeSchema = z.strictObject({ id: slugSchema, name: z.string() });

export const publicPageSchema = publicProgrammeSchema.extend({
  description: z.string(),
  texts: textsSchema,
  dates: datesSchema,
  retentionMonths: z.int(),
  labels: z.strictObject({ participant: z.string(), mentor: z.string() }),
  applications: z.strictObject({ state: z.enum(['open', 'soon', 'closed']), ...window }),
  /**
   * Mentors that are still needed; null where nobody waits. `count` is null, and regions and types are left out, where so few people stand
   * behind them that one could be recognised.
   */
  needed: z
    .strictObject({
      count: z.int().min(1).nullable(),
      regions: z.array(z.string()),
      types: z.array(z.string()),
    })
    .nullable(),
});
export type PublicPage = z.infer<typeof publicPageSchema>;

const choiceSchema = z.strictObject({ id: z.string(), label: z.string() });
export const publicFieldSchema = z.strictObject({
  id: recordKeySchema,
  kind: z.enum([
    'name',
    'email',
    'text',
    'longText',
    'number',
    'yesNo',
    'choice',
    'choices',
    'ranking',
    'place',
    'postcode',
    'people',
  ]),
  label: z.string(),
  help: z.string().nullable(),
  required: z.boolean(),
  confidential: z.boolean(),
  /** Recognises the person: it cannot be corrected. */
  isKey: z.boolean(),
  unit: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  whole: z.boolean(),
  /** What is chosen from; empty for other kinds. */
  choices: z.array(choiceSchema),
});
export type PublicField = z.infer<typeof publicFieldSchema>;
export const publicFormSchema = z.strictObject({
  programme: publicProgrammeSchema,
  side: sideSchema,
  label: z.string(),
  retentionMonths: z.int(),
  closesAt: timeSchema,
  fields: z.array(publicFieldSchema),
  /** Comes back with the answers: it tells how long somebody took. */
  stamp: z.string(),
});
export type PublicForm = z.infer<typeof publicFormSchema>;

const answers = {
  values: z.record(recordKeySchema, answerSchema),
  consent: z.literal(true, 'agree to the use of your answers first'),
};
export const applySchema = z.strictObject({
  ...answers,
  stamp: z.string().max(200),
  /** Nobody sees this field; who fills it in is a program. */
  website: z.string().max(1_000),
});
/** The token is told once: with it the application is read, corrected and withdrawn. `mailed`: the link goes to the address in the application as well. */
export const appliedSchema = z.strictObject({
  token: tokenSchema,
  closesAt: timeSchema,
  mailed: z.boolean(),
});
export type Applied = z.infer<typeof appliedSchema>;

export const ownApplicationAskSchema = z.strictObject({ token: tokenSchema });
export const ownApplicationSchema = z.strictObject({
  form: publicFormSchema.omit({ stamp: true }),
  values: z.record(recordKeySchema, answerSchema),
  state: z.enum(['received', 'withdrawn']),
  /** Until applications close. */
  isOpen: z.boolean(),
  revision: versionSchema,
});
export type OwnApplication = z.infer<typeof ownApplicationSchema>;
export const ownCorrectionSchema = z.strictObject({
  ...answers,
  token: tokenSchema,
  basedOn: versionSchema,
});
