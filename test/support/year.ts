import { expect } from 'vitest';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { InProcessService } from './in-process-service.ts';
import { cookieOf } from './people-with-accounts.ts';

export const SCHEDULE = {
  kickOff: '2027-03-12T13:00',
  durationMinutes: 180,
  place: '',
  months: 18,
  meetings: 6,
};

/** Publishes the best match of a cohort as its first version; gives the cookie of who did. */
export async function publishSample(
  service: InProcessService,
  { id, version, policy }: CohortDetail,
): Promise<string> {
  const url = `/api/cohorts/${id}`;
  const saved = await service.send('POST', `${url}/match-sets`, {
    name: 'Ours',
    cohortVersion: version,
    policy,
  });
  const cookie = cookieOf(await service.send('POST', `${url}/members`, { name: 'Olga' }));
  const body = { matchSet: (saved.body as MatchSetSummary).id, why: 'All agreed.', basedOn: 0 };
  const published = await service.send('POST', `${url}/publications`, body, { cookie });
  expect(published.status, published.text).toBe(201);
  return cookie;
}

/** Saves the dates of the Letters screen. */
export async function setSchedule(
  service: InProcessService,
  cohortId: string,
  change: Partial<typeof SCHEDULE> = {},
): Promise<void> {
  const url = `/api/cohorts/${cohortId}/announcement`;
  const { templates, version } = (await service.send('GET', url)).body as {
    templates: object;
    version: number;
  };
  const saved = await service.send('PUT', url, {
    schedule: { ...SCHEDULE, ...change },
    templates,
    basedOn: version,
  });
  expect(saved.status, saved.text).toBe(200);
}

/** Publishes a second version in which a participant has no place: the best match of the others. */
export async function republishWithout(
  service: InProcessService,
  { cohort, cookie, participant }: { cohort: CohortDetail; cookie: string; participant: string },
): Promise<void> {
  const url = `/api/cohorts/${cohort.id}`;
  const forbids = cohort.mentorPeople.map(({ id }) => ({ participant, mentor: id }));
  const saved = await service.send('POST', `${url}/match-sets`, {
    name: 'Repaired',
    cohortVersion: cohort.version,
    policy: { ...cohort.policy, forbids },
  });
  expect(saved.status, saved.text.slice(0, 300)).toBe(201);
  const body = { matchSet: (saved.body as MatchSetSummary).id, why: 'One has left.', basedOn: 1 };
  const published = await service.send('POST', `${url}/publications`, body, { cookie });
  expect(published.status, published.text).toBe(201);
}
