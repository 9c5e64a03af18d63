import type { Repositories, Store } from '../../store/store.ts';

/** Stops a job in the store, with what else there is to write; false where it is not there or has ended. */
export function endJob(
  store: Store,
  job: string,
  write: (repositories: Repositories) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  return store.transaction(async (repositories) => {
    const ended = await repositories.jobs.end(job, 'stopped', null);
    if (ended) await write(repositories);
    return ended;
  });
}
