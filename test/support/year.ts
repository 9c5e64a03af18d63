import { expect } from 'vitest';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { OwnYear, Relationship, SurveyAnswers, YearLinkGiven } from '#solver/contract/api/year.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { InProcessService, Reply } from './in-process-service.ts';
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

/** Gives somebody of a pair a link and sends a check-in of the first meeting by it; gives the link's token. */
export async function checkIn(
  service: InProcessService,
  cohortId: string,
  relationship: Relationship,
  side: Side,
  written: object,
): Promise<string> {
  const given = await done(
    service.send('POST', `/api/cohorts/${cohortId}/year/links`, { side, person: relationship[side].id }),
  );
  const { token } = given.body as YearLinkGiven;
  const partner = relationship[side === 'participant' ? 'mentor' : 'participant'].name;
  const own = (await done(service.send('POST', '/api/public/check-in/read', { token }))).body as OwnYear;
  const key = own.relationships.find((one) => one.partner === partner)?.key;
  const meeting = { meeting: 1, basedOn: 0, heldOn: '2027-05-10', rating: 4, needsHelp: false, goals: [] };
  const words = { note: '', noteFor: 'committee' };
  await done(service.send('PUT', '/api/public/check-in', { token, key, ...meeting, ...words, ...written }));
  return token;
}

/** Answers the closing survey of the only, or first, relationship of a link. */
export async function answerSurvey(
  service: InProcessService,
  token: string,
  answers: SurveyAnswers,
): Promise<void> {
  const own = (await done(service.send('POST', '/api/public/check-in/read', { token }))).body as OwnYear;
  const key = own.relationships[0]?.key;
  await done(service.send('PUT', '/api/public/check-in/survey', { token, key, basedOn: 0, answers }));
}

async function done(reply: Promise<Reply>): Promise<Reply> {
  const { status, text } = await reply;
  expect(status, text.slice(0, 400)).toBeLessThan(300);
  return reply;
}
