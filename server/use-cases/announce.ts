import type { AnnounceFile, Announcement, Schedule, Templates } from '#solver/contract/api/announcement.ts';
import { MileError } from '#solver/contract/errors.ts';
import { FIRST_TEMPLATES } from '../files/announce/first-templates.ts';
import { lettersOf } from '../files/announce/letters-of.ts';
import type { PublishedMatch } from '../files/announce/letters-of.ts';
import { matchedPerson } from '../files/announce/matched-people.ts';
import { refuseUnknownFields } from '../files/announce/merge-letter.ts';
import { fromStored } from '../jobs/stored-person.ts';
import type { Repositories } from '../store/store.ts';
import type { StoredAnnouncement } from '../store/announcements.ts';
import { coupleKey } from '../year/facts.ts';
import { spansOf } from '../year/spans.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';
import { recordDeed } from './record/record-deed.ts';
import { loadVersions } from './year/load-year.ts';

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
  const { announcement, match } = await store.transaction((repositories) =>
    lettersNow(repositories, cohortId),
  );
  if (!match) throw nothingPublished();
  return pools.files.announce({ file, match, letters: announcement.letters });
}

export function nothingPublished(): MileError {
  return new MileError(
    'NOTHING_PUBLISHED',
    'Nothing is published yet, so there is nobody to write to. Publish a match set under Decide.',
  );
}

export interface LettersNow {
  announcement: Announcement;
  /** Undefined where nothing is published. */
  match: PublishedMatch | undefined;
}

async function tell(repositories: Repositories, cohortId: string): Promise<Announcement> {
  return (await lettersNow(repositories, cohortId)).announcement;
}

/** Letters as they would go out at this moment, and the match that they tell of. Throws NOT_FOUND. */
export async function lettersNow(repositories: Repositories, cohortId: string): Promise<LettersNow> {
  if (!(await repositories.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const saved = (await repositories.announcements.of(cohortId)) ?? NOTHING_SAVED;
  const [publication = null] = await repositories.publications.list(cohortId);
  const match = await publishedMatch(repositories, cohortId, saved.schedule);
  const letters = match ? lettersOf(match, saved.templates) : [];
  const waiting = match ? waitingIn(match) : [];
  return { announcement: { ...saved, publication, letters, waiting }, match };
}

/** The newest published version with everybody's contacts of today; undefined where nothing is published. */
async function publishedMatch(
  repositories: Repositories,
  cohortId: string,
  schedule: Schedule | null,
): Promise<PublishedMatch | undefined> {
  const versions = await loadVersions(repositories, cohortId);
  const [newest] = versions;
  const cohort = await repositories.cohorts.head(cohortId);
  if (!newest || !cohort) return undefined;
  const { programme } = await programmeOfCohort(repositories, cohort);
  const people = (await repositories.people.of(cohortId)).map((stored) =>
    matchedPerson(programme, stored.side, fromStored(stored)),
  );
  return {
    programme: programme.name,
    people: new Map(people.map((person) => [person.id, person])),
    pairs: newest.pairs.map(({ participant, mentor }) => [participant, mentor] as const),
    since: new Map(spansOf(versions).map((span) => [coupleKey(span), span.since.publishedAt])),
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
