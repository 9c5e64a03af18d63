import { z } from 'zod';

/** How a long calculation stands. */
export const longJobStatusSchema = z.enum(['waiting', 'running', 'done', 'stopped', 'failed']);
export type LongJobStatus = z.infer<typeof longJobStatusSchema>;

/** Whether anything may still come of it. */
export function isUnderWay(status: LongJobStatus): boolean {
  return status === 'waiting' || status === 'running';
}

/** Why one failed, as a code and a sentence. */
export const longJobErrorSchema = z.strictObject({ code: z.string(), message: z.string() });
export type LongJobError = z.infer<typeof longJobErrorSchema>;
