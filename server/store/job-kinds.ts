import type { LongJobStatus } from '#solver/contract/api/long-jobs.ts';

/** Kinds of long calculations. */
export type JobKind = 'lab' | 'opinion' | 'problem' | 'robustness' | 'pareto' | 'study';
export type JobStatus = LongJobStatus;

/**
 * How jobs of a kind are asked, cut and answered. Where an earlier program would do a piece wrongly, the kind gets a number that no kind had before, and so does a new kind:
 * earlier programs leave such jobs to those who know them, so that services and workers may be replaced one by one. Jobs of the versions before are done as they were meant;
 * an earlier service may have queued them.
 */
export const JOB_VERSIONS: Readonly<Record<JobKind, number>> = {
  lab: 1,
  opinion: 1,
  problem: 1,
  robustness: 1,
  pareto: 1,
  study: 1,
};

/** Does this program know how to do it? A later one may have kinds that this one has never heard of. */
export function isKnown({ kind, version }: { kind: string; version: number }): boolean {
  return Object.hasOwn(JOB_VERSIONS, kind) && version <= JOB_VERSIONS[kind as JobKind];
}
