import { z } from 'zod';
import { paretoSchema } from '../explore/pareto.ts';
import { robustnessSchema } from '../explore/robustness.ts';
import { policySchema } from '../policy/policy.ts';
import { recordIdSchema, versionSchema } from './cohorts.ts';
import { EXPLORE_QUESTIONS } from './explore.ts';
import { longJobErrorSchema, longJobStatusSchema } from './long-jobs.ts';

/** A question of so many solves that nobody waits for it with a request open: it goes on by itself, on however many machines there are. */
export function sweepOf<Answer extends z.ZodType>(answer: Answer) {
  return z.strictObject({
    id: recordIdSchema,
    createdAt: z.iso.datetime(),
    status: longJobStatusSchema,
    /** What is done, of what was asked for: weightings, cohorts, ranges. */
    done: z.int().min(0),
    of: z.int().min(1),
    /** At the pace of late; null where that is not known yet, and once it has ended. */
    secondsLeft: z.number().min(0).nullable(),
    /** As far as it is: whole once it is done. Null until there is something to tell. */
    answer: answer.nullable(),
    error: longJobErrorSchema.nullable(),
  });
}
export type SweepOf<Answer> = Omit<z.infer<ReturnType<typeof sweepOf>>, 'answer'> & {
  answer: Answer | null;
};

const headSchema = z.strictObject({ cohortVersion: versionSchema, policy: policySchema });
export type CohortSweepHead = z.infer<typeof headSchema>;

export const robustnessSweepRequestSchema = z.strictObject({
  ...headSchema.shape,
  ...EXPLORE_QUESTIONS.robustness.parameters.shape,
});
export const robustnessSweepSchema = sweepOf(robustnessSchema);
export type RobustnessSweep = z.infer<typeof robustnessSweepSchema>;

export const paretoSweepRequestSchema = z.strictObject({
  ...headSchema.shape,
  ...EXPLORE_QUESTIONS.pareto.parameters.shape,
});
export const paretoSweepSchema = sweepOf(paretoSchema);
export type ParetoSweep = z.infer<typeof paretoSweepSchema>;
