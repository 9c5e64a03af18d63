import type { Schedule } from '#solver/contract/api/announcement.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { KnownPerson } from '../../store/people.ts';
import type { StoredMatchSet } from '../../store/match-sets.ts';
import type { Repositories } from '../../store/store.ts';
import { coupleKey } from '../../year/facts.ts';
import type { Couple, PublishedVersion, RelationshipFacts } from '../../year/facts.ts';
import { frameOf } from '../../year/plan.ts';
import type { Frame } from '../../year/plan.ts';
import { spansOf } from '../../year/spans.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';

/** A published version with the set that it published. */
export interface LoadedVersion extends PublishedVersion {
  set: StoredMatchSet;
  matching: FoundMatching;
}

/** Everything that is kept of a cohort's year. */
export interface LoadedYear {
  programme: Programme;
  schedule: Schedule | null;
  frame: Frame | null;
  /** Newest first. */
  versions: readonly LoadedVersion[];
  /** Those of the newest version first. */
  relationships: readonly RelationshipFacts[];
  /** Applications by side and id, whatever their state. */
  people: ReadonlyMap<string, KnownPerson>;
  /** Names of the days of publication by id, for whoever is gone. */
  formerNames: Readonly<Record<string, string>>;
}

/** Within a transaction, so that all of it is of one moment. Throws NOT_FOUND. */
export async function loadYear(repositories: Repositories, cohortId: string): Promise<LoadedYear> {
  const cohort = await repositories.cohorts.head(cohortId);
  if (!cohort) throw noSuchCohort(cohortId);
  const { programme } = await programmeOfCohort(repositories, cohort);
  const schedule = (await repositories.announcements.of(cohortId))?.schedule ?? null;
  const versions = await loadVersions(repositories, cohortId);
  const people = await repositories.people.of(cohortId);
  return {
    programme,
    schedule,
    frame: schedule && frameOf(schedule),
    versions,
    relationships: await loadRelationships(repositories, cohortId, versions),
    people: new Map(people.map((person) => [personKey(person), person])),
    formerNames: Object.assign(
      {},
      ...versions.toReversed().map(({ set }) => JSON.parse(set.names_json) as object),
    ) as Record<string, string>,
  };
}

export function personKey({ side, id }: { side: string; id: string }): string {
  return `${side} ${id}`;
}

/** Newest first. */
export async function loadVersions(
  { publications, matchSets }: Pick<Repositories, 'publications' | 'matchSets'>,
  cohortId: string,
): Promise<LoadedVersion[]> {
  const loaded: LoadedVersion[] = [];
  for (const { version, publishedAt, why, matchSet } of await publications.list(cohortId)) {
    const set = await matchSets.get(matchSet);
    if (!set) continue;
    const matching = JSON.parse(set.matching_json) as FoundMatching;
    loaded.push({ version, publishedAt, why, pairs: matching.pairs, set, matching });
  }
  return loaded;
}

async function loadRelationships(
  { yearEvents, checkIns, closingSurveys }: Repositories,
  cohortId: string,
  versions: readonly PublishedVersion[],
): Promise<RelationshipFacts[]> {
  const [events, reports, surveys] = [
    byCouple(await yearEvents.of(cohortId)),
    byCouple(await checkIns.of(cohortId)),
    byCouple(await closingSurveys.of(cohortId)),
  ];
  return spansOf(versions).map((span) => {
    const key = coupleKey(span);
    return {
      ...span,
      events: events.get(key) ?? [],
      checkIns: reports.get(key) ?? [],
      surveys: surveys.get(key) ?? [],
    };
  });
}

function byCouple<Fact extends Couple>(facts: readonly Fact[]): Map<string, Fact[]> {
  return Map.groupBy(facts, coupleKey);
}
