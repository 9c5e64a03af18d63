import { z } from 'zod';
import { emailSchema } from './accounts.ts';
import { recordIdSchema, versionSchema } from './cohorts.ts';
import { personChangeSchema } from './people.ts';
import { checkInSchema, surveyAnswersSchema } from './year.ts';
import { applicationSchema, personStateSchema } from '../cohort.ts';
import { identifierSchema, sideSchema } from '../identifier.ts';

/** Whose data an owner gives out or erases: somebody is known by the e-mail address of their applications. */
export const personAskSchema = z.strictObject({ email: emailSchema });

export const personErasedSchema = z.strictObject({
  applications: z.int().min(0),
  /** Saved sets from which the name was taken; their pairs stay under ids. */
  matchSets: z.int().min(0),
  /** Cohorts that changed. */
  cohorts: z.array(recordIdSchema),
});
export type PersonErased = z.infer<typeof personErasedSchema>;

/** Everything that is kept of somebody, as a file. */
export const personExportSchema = z.strictObject({
  format: z.literal('mile-person/1'),
  exportedAt: z.iso.datetime(),
  applications: z.array(
    z.strictObject({
      cohort: recordIdSchema,
      side: sideSchema,
      id: identifierSchema,
      name: z.string(),
      state: personStateSchema,
      answers: applicationSchema.shape.values,
      /** Newest first. */
      history: z.array(personChangeSchema),
      /** What the committee wrote about them. */
      comments: z.array(z.strictObject({ text: z.string(), writtenAt: z.iso.datetime() })),
      /** What they sent of their mentoring; a note that is for nobody but them is not told. */
      checkIns: z.array(checkInSchema),
      surveys: z.array(z.strictObject({ answers: surveyAnswersSchema, writtenAt: z.iso.datetime() })),
      matches: z.array(
        z.strictObject({
          matchSet: z.string(),
          savedAt: z.iso.datetime(),
          publishedVersion: versionSchema.nullable(),
          partners: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type PersonExport = z.infer<typeof personExportSchema>;
