import type { Store } from '../../store/store.ts';
import { endJob } from './end-job.ts';
import type { LongJobs } from './long-jobs.ts';

/** Hands long calculations over and takes them back. */
export type HandOver = Pick<LongJobs, 'call' | 'stop'>;

/** For a process that does none itself and that nobody hears, such as a command: those who do them look into the store every minute. */
export function fromAfar(store: Store): HandOver {
  return { call: () => Promise.resolve(), stop: (job, write) => endJob(store, job, write) };
}
