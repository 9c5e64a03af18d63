import type {
  ParetoSweep,
  RobustnessSweep,
  paretoSweepRequestSchema,
  robustnessSweepRequestSchema,
} from '#solver/contract/api/sweeps.ts';
import type { z } from 'zod';
import { followJob, type JobWatch } from './follow-job.ts';
import { json } from './transport.ts';

/** What is too long to wait for with a request open: it is begun, followed and stopped. */
function sweepsOf<Request extends object, Sweep>(kind: string) {
  const sweeps = (cohortId: string) => `/cohorts/${encodeURIComponent(cohortId)}/sweeps/${kind}`;
  const sweep = (cohortId: string, id: string) => `${sweeps(cohortId)}/${encodeURIComponent(id)}`;
  return {
    begin: (cohortId: string, body: Request) => json<Sweep>('POST', sweeps(cohortId), body),
    read: (cohortId: string, id: string) => json<Sweep>('GET', sweep(cohortId, id)),
    follow: (cohortId: string, id: string, watch: JobWatch<Sweep>) => followJob(sweep(cohortId, id), watch),
    /** Throws NOT_FOUND where it has ended already. */
    stop: (cohortId: string, id: string) => json<object>('POST', `${sweep(cohortId, id)}/stop`),
  };
}

export const sweepApi = sweepsOf<z.input<typeof robustnessSweepRequestSchema>, RobustnessSweep>('robustness');
export type SweepApi = typeof sweepApi;

export type ParetoRequest = z.input<typeof paretoSweepRequestSchema>;
export const paretoSweepApi = sweepsOf<ParetoRequest, ParetoSweep>('pareto');
