import type { Logger } from 'pino';
import type { WorkPools } from '../../jobs/pools.ts';
import type { JobKind } from '../../store/job-kinds.ts';
import type { Store } from '../../store/store.ts';
import { LabWork } from '../lab/lab-work.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';
import { PARETO, paretoParts } from '../sweeps/pareto-sweep.ts';
import { ROBUSTNESS, robustnessParts } from '../sweeps/robustness-sweep.ts';
import { STUDY, studyParts } from '../sweeps/study-sweep.ts';
import { SweepWork } from '../sweeps/sweep-work.ts';
import { OpinionWork } from '../opinion-work.ts';
import { ProblemWork } from '../problems/problem-work.ts';
import type { KindOfJob } from './kind-of-job.ts';

export interface Means {
  store: Store;
  snapshots: CohortSnapshots;
  pools: Pick<WorkPools, 'background' | 'lab' | 'problems' | 'sweeps'>;
  logger: Logger;
  /** Resolves once nobody waits for an answer of this process. */
  whenIdle: () => Promise<void>;
}

/** What is done for each kind of job, in a service and in a process that does nothing else. */
export function kindsOfJobs({
  store,
  snapshots,
  pools,
  logger,
  whenIdle,
}: Means): Record<JobKind, KindOfJob> {
  return {
    lab: new LabWork(store, pools.lab),
    opinion: new OpinionWork(store, pools.background, whenIdle, logger),
    problem: new ProblemWork(store, pools.problems),
    robustness: new SweepWork(store, ROBUSTNESS, robustnessParts(snapshots, pools.sweeps)),
    pareto: new SweepWork(store, PARETO, paretoParts(snapshots, pools.sweeps)),
    study: new SweepWork(store, STUDY, studyParts(store, pools.sweeps)),
  };
}
