import { z } from 'zod';
import { slugSchema } from '../identifier.ts';
import { policySchema } from '../policy/policy.ts';
import { valueListSchema } from '../programme/fields.ts';
import { geographySchema } from '../programme/places.ts';
import { formSchema, programmeSchema } from '../programme/programme.ts';
import { datesSchema, textsSchema } from '../programme/public-page.ts';
import { surveySchema } from '../programme/survey.ts';
import { versionSchema } from './cohorts.ts';

export const programmeSummarySchema = z.strictObject({
  id: slugSchema,
  name: z.string(),
  description: z.string(),
  cycle: programmeSchema.shape.cycle,
  /** The newest; counts up with every change. */
  version: versionSchema,
  /** How many cohorts follow the programme, at whatever version. */
  cohorts: z.int().min(0),
});
export type ProgrammeSummary = z.infer<typeof programmeSummarySchema>;

const { name, description, cycle, retentionMonths } = programmeSchema.shape;

/** Postcode areas by postcode; a screen asks for them where it needs them. */
export const postcodesSchema = geographySchema.shape.postcodes.unwrap();
export type Postcodes = z.infer<typeof postcodesSchema>;

/** Sections of a programme that are replaced; what is not named stays as it is. */
export const programmeChangeSchema = z
  .strictObject({
    name,
    description: description.unwrap(),
    cycle,
    retentionMonths: retentionMonths.unwrap(),
    texts: textsSchema,
    dates: datesSchema,
    survey: surveySchema.unwrap(),
    participant: formSchema,
    mentor: formSchema,
    lists: z.record(slugSchema, valueListSchema),
    /** Postcodes that lie in places that are gone go too. */
    geography: geographySchema.omit({ postcodes: true }),
    postcodes: postcodesSchema,
    /** What a new cohort begins with. Pins and forbids are left out: they are about people of one cohort. */
    policy: policySchema,
  })
  .partial();
export type ProgrammeChange = z.infer<typeof programmeChangeSchema>;

const saving = {
  basedOn: versionSchema,
  /**
   * What becomes of the cohorts that follow the programme. `move`: all follow the new version, and the change is refused where something that
   * one of them uses would vanish. `keep-those-in-use`: such cohorts stay at the version that they have.
   */
  cohorts: z.enum(['move', 'keep-those-in-use']).default('move'),
};
export const programmePatchSchema = z.strictObject({ change: programmeChangeSchema, ...saving });
export const programmeReplaceSchema = z.strictObject({ programme: programmeSchema, ...saving });
export const programmeCopySchema = z.strictObject({ copyOf: slugSchema, name });
export const programmeFileSchema = z.strictObject({ programme: programmeSchema });

/** What of a programme a cohort uses that a change would take away. */
export const cohortUseSchema = z.strictObject({
  cohort: z.string(),
  name: z.string(),
  uses: z.array(z.string()),
});
export type CohortUse = z.infer<typeof cohortUseSchema>;

export const programmeSavedSchema = z.strictObject({
  version: versionSchema,
  /** Names of cohorts that stayed at an earlier version. */
  kept: z.array(z.string()),
});
export type ProgrammeSaved = z.infer<typeof programmeSavedSchema>;
