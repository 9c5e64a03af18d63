import type { Pools } from '../jobs/pools.ts';
import type { Store } from '../store/store.ts';
import { CohortSnapshots } from './cohort-snapshots.ts';
import { MatchMemory } from './match-memory.ts';

/** What the use cases work with: where things are kept, who calculates, and what is remembered meanwhile. */
export interface Context {
  store: Store;
  pools: Pools;
  snapshots: CohortSnapshots;
  matches: MatchMemory;
}

export function createContext(store: Store, pools: Pools): Context {
  return { store, pools, snapshots: new CohortSnapshots(store), matches: new MatchMemory() };
}
