import { z } from 'zod';
import { recordIdSchema, versionSchema } from './cohorts.ts';

/** Longest name that somebody gives themselves. */
export const VIEWER_NAME_LENGTH = 60;
const viewerNameSchema = z.string().trim().max(VIEWER_NAME_LENGTH);

/** Who listens: a window of a browser, and the name that its reader goes by; empty for somebody who gave none. */
export const liveQuerySchema = z.strictObject({
  window: recordIdSchema,
  name: viewerNameSchema.default(''),
});

export const viewerSchema = z.strictObject({ window: recordIdSchema, name: viewerNameSchema });
export type Viewer = z.infer<typeof viewerSchema>;

export const CHANGE_KINDS = ['policy', 'people', 'match-sets', 'decisions', 'comments', 'year'] as const;

/** Somebody changed something of a cohort. What it is now is read with the usual requests. */
export const cohortChangeSchema = z.strictObject({
  kind: z.enum(CHANGE_KINDS),
  /** Who did it; null where the request did not say. */
  by: viewerSchema.nullable(),
});
export type CohortChange = z.infer<typeof cohortChangeSchema>;

/** Event `now`, the first of every stream: whoever was away compares it with what they know. */
export const liveNowSchema = z.strictObject({
  cohortVersion: versionSchema,
  policyVersion: versionSchema,
  matchSets: z.int().min(0),
});
export type LiveNow = z.infer<typeof liveNowSchema>;

/** Event `viewers`: everybody who has the cohort on screen, the listener included. */
export const viewersSchema = z.array(viewerSchema);
