import type { Logger } from 'pino';
import type { Pools } from '../jobs/pools.ts';
import type { Store } from '../store/store.ts';
import { CohortSnapshots } from './cohort-snapshots.ts';
import { MatchMemory } from './match-memory.ts';
import { Runs } from './runs.ts';
import { SecondOpinions } from './second-opinions.ts';

/** What the use cases work with: where things are kept, who calculates, and what is remembered meanwhile. */
export interface Context {
  store: Store;
  pools: Pools;
  snapshots: CohortSnapshots;
  matches: MatchMemory;
  runs: Runs;
  opinions: SecondOpinions;
  logger: Logger;
}

export function createContext(store: Store, pools: Pools, logger: Logger): Context {
  return {
    store,
    pools,
    logger,
    snapshots: new CohortSnapshots(store),
    matches: new MatchMemory(),
    runs: new Runs(pools.solver.deadlineMs, pools.longPlaces),
    opinions: new SecondOpinions(store, pools, logger),
  };
}
