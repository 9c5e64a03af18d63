import type { Hash } from 'node:crypto';
import { MileError } from '#solver/contract/errors.ts';
import { Recent } from '../jobs/recent.ts';
import { canonicalArray, canonicalJson, canonicalObject, sha256Prefix } from '../store/canonical-json.ts';
import type { CohortHead } from '../store/cohorts.ts';
import type { StoredPerson } from '../store/people.ts';
import type { Repositories, Store } from '../store/store.ts';
import type { ProgrammeVersion } from '../store/programmes.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';

/** The people of a cohort at one version; immutable, because every change of the people, and another version of their programme, makes a new version. */
export interface CohortSnapshot {
  id: string;
  version: number;
  programme: string;
  programmeVersion: ProgrammeVersion;
  /** Stands for these very people. */
  key: string;
  /** Canonical JSON of the cohort. */
  json: string;
  /** Of everybody who takes part. */
  names: Readonly<Record<string, string>>;
  /** Ids of those who wait for another cycle or have withdrawn: what is decided about them rests. */
  absent: ReadonlySet<string>;
  /** SHA-256 that has read everything of the input up to the policy. */
  inputPrefix: Hash;
}

/** A cohort of 5,000 + 5,000 people is about 10 MB of text. */
const KEPT = 8;

/** Snapshots of the cohorts in use, so that a what-if reads one small row of the store. */
export class CohortSnapshots {
  readonly #store: Store;
  readonly #kept = new Recent<CohortSnapshot>(KEPT);

  constructor(store: Store) {
    this.#store = store;
  }

  /** Throws NOT_FOUND, and STALE_VERSION where the people have changed since the asker read them. */
  async at(cohortId: string, version: number): Promise<CohortSnapshot> {
    const head = await this.#store.cohorts.head(cohortId);
    if (!head) throw noSuchCohort(cohortId);
    refuseStale(head, version);
    const known = this.#kept.get(keyOf(head));
    if (known) return known;
    const snapshot = await this.#store.transaction((repositories) => read(repositories, cohortId, version));
    this.#kept.set(snapshot.key, snapshot);
    return snapshot;
  }
}

function keyOf({ id, version }: CohortHead): string {
  return `${id}@${version}`;
}

function refuseStale(head: CohortHead, version: number): void {
  if (head.version === version) return;
  throw new MileError(
    'STALE_VERSION',
    `The applications have changed: you work on version ${version}, the cohort is at version ${head.version}. Load it again.`,
    { yours: version, current: head.version },
  );
}

/** Head and people within one transaction: an import between the two would mix versions. */
async function read(repositories: Repositories, cohortId: string, version: number): Promise<CohortSnapshot> {
  const head = await repositories.cohorts.head(cohortId);
  if (!head) throw noSuchCohort(cohortId);
  refuseStale(head, version);
  const everybody = await repositories.people.of(cohortId);
  const people = everybody.filter(({ state }) => state === 'active');
  const absent = everybody.filter(({ state }) => state !== 'active');
  const json = cohortJson(head.programme, people);
  return {
    id: head.id,
    version,
    programme: head.programme,
    programmeVersion: await programmeOfCohort(repositories, head),
    key: keyOf(head),
    json,
    names: Object.fromEntries(people.map((person) => [person.id, person.name])),
    absent: new Set(absent.map(({ id }) => id)),
    inputPrefix: sha256Prefix(`{"cohort":${json},"policy":`),
  };
}

/** Canonical JSON of a Cohort, put together from stored text: the answers are not parsed here. */
function cohortJson(programme: string, people: readonly StoredPerson[]): string {
  const side = (name: StoredPerson['side']) =>
    canonicalArray(
      people
        .filter((person) => person.side === name)
        .map((person) => canonicalObject({ id: JSON.stringify(person.id), values: person.valuesJson })),
    );
  return canonicalObject({
    format: canonicalJson('mile-cohort/1'),
    programme: canonicalJson(programme),
    participants: side('participant'),
    mentors: side('mentor'),
  });
}

/** SHA-256 of the canonical JSON of { cohort, policy }. */
export function inputHash(snapshot: CohortSnapshot, policyJson: string): string {
  return snapshot.inputPrefix.copy().update(`${policyJson}}`).digest('hex');
}
