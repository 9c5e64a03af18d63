import type { PersonExport } from '#solver/contract/api/privacy.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import type { ApplicationKey } from '../../store/erasure.ts';
import type { Repositories, Store } from '../../store/store.ts';
import type { Couple } from '../../year/facts.ts';
import { tellCheckIn } from '../year/tell-relationship.ts';
import { findApplications } from './find-applications.ts';
import type { FoundApplication } from './find-applications.ts';

/** Everything that is kept of somebody. Throws NOT_FOUND. */
export async function exportPerson(store: Store, email: string): Promise<PersonExport> {
  return store.transaction(async (repositories) => {
    const found = await findApplications(repositories, email);
    const applications = [];
    for (const application of found) applications.push(await told(repositories, application));
    return { format: 'mile-person/1', exportedAt: new Date().toISOString(), applications };
  });
}

async function told(
  repositories: Repositories,
  { cohortId, side, id, person }: FoundApplication,
): Promise<PersonExport['applications'][number]> {
  const comments = (await repositories.comments.list(cohortId)).filter((comment) => comment[side] === id);
  return {
    ...{ cohort: cohortId, side, id, name: person.name, state: person.state },
    answers: fromStored(person).values,
    history: await repositories.personChanges.after(cohortId, side, id, 0),
    comments: comments.map(({ text, writtenAt }) => ({ text, writtenAt })),
    ...(await yearOf(repositories, { cohortId, side, id })),
    matches: await matchesOf(repositories, id),
  };
}

/** What they sent, as the committee is told it. */
async function yearOf(
  { checkIns, closingSurveys }: Repositories,
  { cohortId, side, id }: ApplicationKey,
): Promise<Pick<PersonExport['applications'][number], 'checkIns' | 'surveys'>> {
  const isTheirs = (written: Couple & { side: Side }) => written.side === side && written[side] === id;
  return {
    checkIns: (await checkIns.of(cohortId)).filter(isTheirs).map(tellCheckIn),
    surveys: (await closingSurveys.of(cohortId))
      .filter(isTheirs)
      .map(({ answers, writtenAt }) => ({ answers, writtenAt })),
  };
}

async function matchesOf(
  { matchSets, publications }: Repositories,
  id: string,
): Promise<PersonExport['applications'][number]['matches']> {
  const matches = [];
  for (const setId of await matchSets.naming(id)) {
    const set = await matchSets.get(setId);
    if (!set) continue;
    const { pairs } = JSON.parse(set.matching_json) as FoundMatching;
    const names = JSON.parse(set.names_json) as Record<string, string>;
    const partners = pairs
      .filter(({ participant, mentor }) => participant === id || mentor === id)
      .map(({ participant, mentor }) => (participant === id ? mentor : participant));
    const publishedVersion = (await publications.versionOf(setId)) ?? null;
    matches.push({
      ...{ matchSet: set.name, savedAt: set.created_at, publishedVersion },
      partners: partners.map((partner) => names[partner] ?? partner),
    });
  }
  return matches;
}
