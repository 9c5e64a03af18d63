import type { Replay, ReplayFound } from '#solver/contract/api/replay.ts';
import type { ReplayTask } from '../jobs/solver-tasks.ts';
import type { StoredMatchSet } from '../store/match-sets.ts';
import type { Store } from '../store/store.ts';
import { CohortSnapshots, inputHash } from './cohort-snapshots.ts';
import type { CohortSnapshot } from './cohort-snapshots.ts';
import { noSuchCohort, noSuchMatchSet } from './not-found.ts';
import { versionsFor } from './versions.ts';

/** Who solves once more. */
type Replayer = (task: ReplayTask) => Promise<ReplayFound>;

/**
 * Makes a saved set once more from what was saved with it: from people and policy where the people are still those, else from the saved scores. Throws
 * NOT_FOUND, and what the solver's threads throw.
 */
export async function replayMatchSet(store: Store, id: string, replayer: Replayer): Promise<Replay> {
  const stored = await store.matchSets.get(id);
  if (!stored) throw noSuchMatchSet(id);
  const snapshot = await snapshotNow(store, stored.cohort_id);
  const otherVersions = versionsBetween(
    JSON.parse(stored.versions_json) as Record<string, string>,
    versionsFor(snapshot.programmeVersion),
  );
  if (stored.kind !== 'best')
    return { verdict: 'not-searched', differences: [], fromPeople: false, otherVersions };
  const fromPeople =
    isSamePeople(stored, snapshot) && !otherVersions.some(({ of }) => of.startsWith('programme '));
  const found = await replayer({
    problem: stored.problem_json,
    outcome: stored.outcome_json,
    policy: stored.policy_json,
    ...(fromPeople && { people: referenceTo(snapshot) }),
  });
  return { ...found, fromPeople, otherVersions };
}

/** Not from those that the service keeps: this is asked for rarely, and a terminal has none. */
async function snapshotNow(store: Store, cohortId: string): Promise<CohortSnapshot> {
  const head = await store.cohorts.head(cohortId);
  if (!head) throw noSuchCohort(cohortId);
  return new CohortSnapshots(store).at(cohortId, head.version);
}

function isSamePeople({ input_hash, policy_json }: StoredMatchSet, snapshot: CohortSnapshot): boolean {
  return inputHash(snapshot, policy_json) === input_hash;
}

function referenceTo({ key, json, programmeVersion }: CohortSnapshot): ReplayTask['people'] {
  return { key, json, programme: JSON.stringify(programmeVersion.programme) };
}

function versionsBetween(
  saved: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Replay['otherVersions'] {
  return [...new Set([...Object.keys(saved), ...Object.keys(now)])]
    .filter((of) => saved[of] !== now[of])
    .map((of) => ({ of, saved: saved[of] ?? null, now: now[of] ?? null }));
}
