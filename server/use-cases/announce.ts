import type { AnnounceFile, Announcement, Schedule, Templates } from '#solver/contract/api/announcement.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { FIRST_TEMPLATES } from '../files/announce/first-templates.ts';
import { lettersOf } from '../files/announce/letters-of.ts';
import type { PublishedMatch } from '../files/announce/letters-of.ts';
import { matchedPerson } from '../files/announce/matched-people.ts';
import { refuseUnknownFields } from '../files/announce/merge-letter.ts';
import { fromStored } from '../jobs/stored-person.ts';
import type { Repositories } from '../store/store.ts';
import type { StoredAnnouncement } from '../store/announcements.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';
import { recordDeed } from './record/record-deed.ts';

const NOTHING_SAVED: StoredAnnouncement = { version: 0, schedule: null, templates: FIRST_TEMPLATES };

/** Letters of the newest published version as they stand now, with today's names and addresses. Throws NOT_FOUND. */
export async function readAnnouncement({ store }: Context, cohortId: string): Promise<Announcement> {
  return store.transaction((repositories) => tell(repositories, cohortId));
}

/** Saves dates and templates. Throws NOT_FOUND, UNKNOWN_MERGE_FIELD, and STALE_VERSION where somebody else saved since `basedOn`. */
export async function saveAnnouncement(
  { store }: Context,
  cohortId: string,
  { schedule, templates, basedOn }: { schedule: Schedule | null; templates: Templates; basedOn: number },
  by: Doer,
): Promise<Announcement> {
  for (const template of Object.values(templates)) refuseUnknownFields(template);
  return store.transaction(async (repositories) => {
    if (!(await repositories.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
    const { version } = (await repositories.announcements.of(cohortId)) ?? NOTHING_SAVED;
    if (version !== basedOn)
      throw new MileError(
        'STALE_VERSION',
        'Somebody else has saved letters or dates meanwhile. Copy what you wrote, load the page again and repeat your change.',
        { yours: basedOn, current: version },
      );
    const saved = { version: version + 1, schedule, templates };
    await repositories.announcements.put(cohortId, saved);
    const facts = { version: saved.version };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'announcement.saved', facts });
    return tell(repositories, cohortId);
  });
}

/** One of the files. Throws NOT_FOUND, NOTHING_PUBLISHED, NO_SCHEDULE. */
export async function announceFile(
  { store, pools }: Context,
  cohortId: string,
  file: AnnounceFile,
): Promise<Uint8Array> {
  const { letters, match } = await store.transaction(async (repositories) => {
    const announcement = await tell(repositories, cohortId);
    const published = await publishedMatch(repositories, cohortId, announcement.schedule);
    return { letters: announcement.letters, match: published };
  });
  if (!match)
    throw new MileError(
      'NOTHING_PUBLISHED',
      'Nothing is published yet, so there is nobody to write to. Publish a match set under Decide.',
    );
  return pools.files.announce({ file, match, letters });
}

async function tell(repositories: Repositories, cohortId: string): Promise<Announcement> {
  if (!(await repositories.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const saved = (await repositories.announcements.of(cohortId)) ?? NOTHING_SAVED;
  const [publication = null] = await repositories.publications.list(cohortId);
  const match = await publishedMatch(repositories, cohortId, saved.schedule);
  return {
    ...saved,
    publication,
    letters: match ? lettersOf(match, saved.templates) : [],
    waiting: match ? waitingIn(match) : [],
  };
}

/** The newest published version with everybody's contacts of today; undefined where nothing is published. */
async function publishedMatch(
  repositories: Repositories,
  cohortId: string,
  schedule: Schedule | null,
): Promise<PublishedMatch | undefined> {
  const [publication] = await repositories.publications.list(cohortId);
  const set = publication && (await repositories.matchSets.get(publication.matchSet));
  const cohort = await repositories.cohorts.head(cohortId);
  if (!set || !cohort) return undefined;
  const { programme } = await programmeOfCohort(repositories, cohort);
  const people = (await repositories.people.of(cohortId)).map((stored) =>
    matchedPerson(programme, stored.side, fromStored(stored)),
  );
  const { pairs } = JSON.parse(set.matching_json) as FoundMatching;
  return {
    programme: programme.name,
    people: new Map(people.map((person) => [person.id, person])),
    pairs: pairs.map(({ participant, mentor }) => [participant, mentor] as const),
    schedule,
  };
}

function waitingIn({ people, pairs }: PublishedMatch): string[] {
  const matched = new Set(pairs.map(([participant]) => participant));
  return [...people.values()]
    .filter(({ side, id }) => side === 'participant' && !matched.has(id))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en'));
}
