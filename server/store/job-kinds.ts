import type { LongJobStatus } from '#solver/contract/api/long-jobs.ts';

/** Kinds of long calculations. */
export type JobKind = 'lab' | 'opinion' | 'problem' | 'robustness' | 'pareto' | 'study';
export type JobStatus = LongJobStatus;
