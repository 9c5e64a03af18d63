import { joinedRobustness } from '#solver/contract/explore/joined-robustness.ts';
import type { HeldInDraws } from '#solver/contract/explore/joined-robustness.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import type { MileError } from '#solver/contract/errors.ts';
import type { SweepJobs } from '../../jobs/sweep-jobs.ts';
import type { DonePiece, Job } from '../../store/jobs.ts';
import type { Store } from '../../store/store.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';
import type { HeldPiece } from '../long-jobs/held-piece.ts';
import type { KindOfJob } from '../long-jobs/kind-of-job.ts';

/** Draws of one piece: a fraction of a second at 60 a side, and half a minute at 1,000. */
export const DRAWS_OF_PIECE = 100;

/** What a robustness sweep was asked, of the people of one version: of no others is it ever reckoned. */
export interface RobustnessAsk {
  cohortVersion: number;
  /** Canonical JSON of the policy, without decisions that rest. */
  policy: string;
  seed: number;
  draws: number;
  spread: number;
}

/** Each piece draws weightings of its own numbers from the seed, so that the sum is the same whoever does which. */
export class RobustnessWork implements KindOfJob {
  readonly #store: Store;
  readonly #snapshots: CohortSnapshots;
  readonly #sweeps: SweepJobs;

  constructor(store: Store, snapshots: CohortSnapshots, sweeps: SweepJobs) {
    this.#store = store;
    this.#snapshots = snapshots;
    this.#sweeps = sweeps;
  }

  /** Throws STALE_VERSION where the people have changed meanwhile: an answer about two different cohorts would be none. */
  async work(held: HeldPiece, stop: AbortSignal): Promise<void> {
    const { cohortVersion, policy, seed, spread, draws } = askOf(held.job);
    const snapshot = await this.#snapshots.at(held.job.cohortId ?? '', cohortVersion);
    const { key, json, programmeVersion } = snapshot;
    const from = held.piece * DRAWS_OF_PIECE;
    const some = { seed, spread, from, draws: Math.min(DRAWS_OF_PIECE, draws - from) };
    const cohort = { key, json, programme: programmeVersion.json };
    await held.finish(await this.#sweeps.robustness({ cohort, policy, some }, stop));
  }

  giveUp(_held: HeldPiece, reason: MileError): Promise<void> {
    return Promise.reject(reason);
  }

  async join(job: Job): Promise<string | null> {
    const answer = robustnessSoFar(job, await this.#store.jobs.done(job.id));
    return answer && JSON.stringify(answer);
  }
}

export function askOf({ askJson }: Job): RobustnessAsk {
  return JSON.parse(askJson) as RobustnessAsk;
}

/** What the pieces that are done make together; null until the first of them is. */
export function robustnessSoFar(job: Job, done: readonly DonePiece[]): Robustness | null {
  const [first, ...others] = done;
  if (first?.piece !== 0) return null;
  const parts = others.map(({ resultJson }) => JSON.parse(resultJson ?? '') as HeldInDraws);
  return joinedRobustness(JSON.parse(first.resultJson ?? '') as Robustness, parts, askOf(job).draws);
}
