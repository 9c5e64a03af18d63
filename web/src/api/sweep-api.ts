import type { RobustnessSweep, robustnessSweepRequestSchema } from '#solver/contract/api/sweeps.ts';
import type { z } from 'zod';
import { followJob, type JobWatch } from './follow-job.ts';
import { json } from './transport.ts';

const sweeps = (cohortId: string) => `/cohorts/${encodeURIComponent(cohortId)}/sweeps/robustness`;
const sweep = (cohortId: string, id: string) => `${sweeps(cohortId)}/${encodeURIComponent(id)}`;

/** What is too long to wait for with a request open: it is begun, followed and stopped. */
export const sweepApi = {
  begin: (cohortId: string, body: z.input<typeof robustnessSweepRequestSchema>) =>
    json<RobustnessSweep>('POST', sweeps(cohortId), body),
  read: (cohortId: string, id: string) => json<RobustnessSweep>('GET', sweep(cohortId, id)),
  follow: (cohortId: string, id: string, watch: JobWatch<RobustnessSweep>) =>
    followJob(sweep(cohortId, id), watch),
  /** Throws NOT_FOUND where it has ended already. */
  stop: (cohortId: string, id: string) => json<object>('POST', `${sweep(cohortId, id)}/stop`),
};
export type SweepApi = typeof sweepApi;
