import { z } from 'zod';
import { robustnessSchema } from '../explore/robustness.ts';
import { policySchema } from '../policy/policy.ts';
import { recordIdSchema, versionSchema } from './cohorts.ts';
import { EXPLORE_QUESTIONS } from './explore.ts';
import { longJobErrorSchema, longJobStatusSchema } from './long-jobs.ts';

/** A question of so many solves that nobody waits for it with a request open: it goes on by itself, on however many machines there are. */
export const robustnessSweepRequestSchema = z.strictObject({
  cohortVersion: versionSchema,
  policy: policySchema,
  ...EXPLORE_QUESTIONS.robustness.parameters.shape,
});
export type RobustnessSweepRequest = z.infer<typeof robustnessSweepRequestSchema>;

export const robustnessSweepSchema = z.strictObject({
  id: recordIdSchema,
  createdAt: z.iso.datetime(),
  status: longJobStatusSchema,
  /** Weightings that are solved, of those that were asked for. */
  done: z.int().min(0),
  of: z.int().min(1),
  /** At the pace of late; null where that is not known yet, and once it has ended. */
  secondsLeft: z.number().min(0).nullable(),
  /** As far as it is: whole once it is done. Null until the first part is there. */
  answer: robustnessSchema.nullable(),
  error: longJobErrorSchema.nullable(),
});
export type RobustnessSweep = z.infer<typeof robustnessSweepSchema>;
