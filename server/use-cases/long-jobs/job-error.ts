import type { LongJobError } from '#solver/contract/api/long-jobs.ts';
import type { Job } from '../../store/jobs.ts';

/** Why a job failed; null where it did not. */
export function errorOf({ status, resultJson }: Job): LongJobError | null {
  if (status !== 'failed') return null;
  const { code, message } = JSON.parse(resultJson ?? '{}') as LongJobError;
  return { code, message };
}
