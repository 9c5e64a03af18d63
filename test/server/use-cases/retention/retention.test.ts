import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { RecordCheck, RecordPage } from '#solver/contract/api/record.ts';
import { heldSchema, retainedSchema } from '#solver/contract/api/retention.ts';
import type { Retained } from '#solver/contract/api/retention.ts';
import type { Year } from '#solver/contract/api/year.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { dataTime } from '#server/use-cases/privacy/data-time.ts';
import { mileAt } from '../../../support/command-line.ts';
import { errorOf, startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../../support/in-process-service.ts';
import { cookieOf } from '../../../support/people-with-accounts.ts';
import { everythingAt } from '../../../support/everything-at.ts';

let service: InProcessService;
let cohort: CohortDetail;
let set: MatchSetSummary;
let cookie = '';

const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown): Promise<Reply> =>
  service.send(method, path.startsWith('/api') ? path : `/api/cohorts/${cohort.id}${path}`, body, {
    ...(cookie !== '' && { cookie }),
  });

async function done(reply: Promise<Reply>): Promise<Reply> {
  const { status, text } = await reply;
  expect(status, text.slice(0, 400)).toBeLessThan(300);
  return reply;
}

const listed = async (): Promise<Retained> => {
  const all = (await done(send('GET', '/api/retention'))).body as unknown[];
  return all.map((one) => retainedSchema.parse(one)).find((one) => one.cohort === cohort.id) as Retained;
};
const run = (name: string) => send('POST', '/api/retention', { cohort: cohort.id, name });

async function setDates(dates: object): Promise<void> {
  const list = (await send('GET', '/api/programmes')).body as { id: string; version: number }[];
  const { version: basedOn } = list.find(({ id }) => id === 'minnesota') ?? { version: 0 };
  await done(send('PATCH', '/api/programmes/minnesota', { basedOn, change: { dates } }));
  cohort = (await send('GET', '')).body as CohortDetail;
}

/** A class of which everything is told: history, a pin, a set that was published, comments, reasons and letters that name everybody. */
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
  const [first] = cohort.participantPeople;
  const edit = { side: 'participant', id: first?.id, basedOn: 1, values: { employer: 'Zyxwvut Library' } };
  await done(send('POST', '/people', { edits: [edit], why: 'A new post' }));
  cohort = (await send('GET', '')).body as CohortDetail;
  const { version: cohortVersion } = cohort;
  const forbids = [{ participant: first?.id, mentor: cohort.mentorPeople[0]?.id }];
  const policy = { ...cohort.policy, forbids };
  await done(send('PUT', '/policy', { policy, basedOn: 1 }));
  const saved = await done(send('POST', '/match-sets', { policy, cohortVersion, name: 'First' }));
  set = saved.body as MatchSetSummary;
  const everybody = [...cohort.participantPeople, ...cohort.mentorPeople].map(({ name }) => name).join(', ');
  const about = { participant: first?.id, mentor: null, author: 'The chair' };
  await done(send('POST', '/comments', { ...about, text: everybody.slice(0, 900) }));
  cookie = cookieOf(await done(send('POST', '/members', { name: 'The chair' })));
  const why = `Good for ${everybody}`.slice(0, 900);
  const proposal = (await done(send('POST', '/proposals', { matchSet: set.id, why }))).body as { id: string };
  await done(send('PUT', `/proposals/${proposal.id}/answer`, { stand: 'objection', reason: why }));
  await done(send('POST', `/proposals/${proposal.id}/reveal`));
  await done(send('POST', `/proposals/${proposal.id}/decision`, { outcome: 'adopted', why }));
  await done(send('POST', '/publications', { matchSet: set.id, why, basedOn: 0 }));
  const templates = { participant: `Write to ${everybody}`, mentor: 'Dear {{name}}' };
  await done(send('PUT', '/announcement', { schedule: null, templates, basedOn: 0 }));
  const [relationship] = ((await send('GET', '/year')).body as Year).relationships;
  const pair = { participant: relationship?.participant.id, mentor: relationship?.mentor.id };
  await done(send('POST', '/year/events', { kind: 'ended', ...pair, why, basedOn: 0 }));
});
afterAll(() => service.close());

/** Which texts stand anywhere in the store. */
async function standing(texts: readonly string[]): Promise<string[]> {
  const everything = await everythingAt(service.place);
  return texts.filter((text) => everything.includes(text));
}

describe('when personal data goes', () => {
  const schedule = { kickOff: '2024-08-31T13:00', durationMinutes: 180, place: '', months: 18, meetings: 6 };
  const programme = (parts: object) => ({
    dates: programmeSchema.shape.dates.parse(parts),
    retentionMonths: 24,
  });

  test.each([
    [
      'by the dates of the letters',
      programme({ kickOff: '2020-01-01' }),
      schedule,
      '2026-02-28',
      '2028-02-28',
    ],
    [
      'else by those of the programme',
      programme({ kickOff: '2025-06-04' }),
      null,
      '2026-12-04',
      '2028-12-04',
    ],
    ['without a kick-off never by itself', programme({}), null, null, null],
  ])('%s', (_, about, dates, endsOn, goesOn) => {
    expect(dataTime(about, dates)).toEqual({ endsOn, goesOn });
  });
});

test('a cohort without a kick-off, and one whose time is not over, keep everything', async () => {
  expect(await listed()).toMatchObject({ endsOn: null, goesOn: null, isDue: false, held: { sets: 1 } });
  expect(errorOf(await run(cohort.name)).code).toBe('STILL_KEPT');
  await setDates({ kickOff: '2026-06-04', months: 18 });
  expect(await listed()).toMatchObject({ endsOn: '2027-12-04', goesOn: '2029-12-04', isDue: false });
  const refused = errorOf(await run(cohort.name));
  expect(refused.code).toBe('STILL_KEPT');
  expect(refused.message).toContain('2029-12-04');
  expect((await send('GET', '')).body).toEqual(cohort);
});

test('what is due is told, and another name than the cohort’s erases nothing', async () => {
  await setDates({ kickOff: '2020-06-04', months: 18 });
  expect(await listed()).toMatchObject({
    endsOn: '2021-12-04',
    goesOn: '2023-12-04',
    isDue: true,
    held: {
      applications: cohort.participants + cohort.mentors,
      submissions: 0,
      changes: 1,
      comments: 1,
      sets: 1,
    },
  });
  expect(errorOf(await run('Another cohort')).code).toBe('INVALID_INPUT');
  expect((await send('GET', '')).body).toEqual(cohort);
});

test('a terminal tells the same and changes nothing unless it is said', async () => {
  const told = await mileAt(service.place, 'retention');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toContain(`“${cohort.name}”: ended 2021-12-04, due since 2023-12-04. To go: `);
  expect(told.stdout).toContain('Say --apply');
  expect(await listed()).toMatchObject({ isDue: true });
});

test('once it is run, nobody stands anywhere in the store; pairs, figures and the record stay', async () => {
  const people = [...cohort.participantPeople, ...cohort.mentorPeople];
  const answers = people.flatMap(({ values }) => Object.values(values).flat().map(String));
  const mails = answers.filter((answer) => answer.includes('@'));
  expect(mails.length).toBeGreaterThanOrEqual(people.length);
  const personal = [...people.map(({ name }) => name), ...mails, 'Zyxwvut Library'];
  expect(await standing(personal)).toEqual(personal);
  const before = (await send('GET', `/api/match-sets/${set.id}`)).body as { matching: unknown };

  const held = heldSchema.parse((await done(run(` ${cohort.name} `))).body);
  expect(held.applications).toBe(people.length);
  expect(await standing(personal)).toEqual([]);

  const after = (await send('GET', '')).body as CohortDetail;
  expect(after).toMatchObject({ participants: 0, mentors: 0, matchSets: 1, publishedVersion: 1 });
  expect(after.policy.forbids).toEqual([]);
  expect(after.version).toBe(cohort.version + 1);
  const kept = (await send('GET', `/api/match-sets/${set.id}`)).body as typeof before & { names: object };
  expect(kept.matching).toEqual(before.matching);
  expect(kept.names).toEqual({});
  const verification = (await send('GET', `/api/match-sets/${set.id}/verification`)).body;
  expect(verification).toMatchObject({ recordIntact: true, reason: null, proven: true });
  expect((await send('GET', '/api/record/verification')).body as RecordCheck).toMatchObject({ intact: true });
  const { entries } = (await send('GET', '/record')).body as RecordPage;
  expect(entries[0]).toMatchObject({
    kind: 'retention.run',
    facts: { applications: people.length, comments: 1, goesOn: '2023-12-04' },
  });
  for (const word of personal) expect(service.log()).not.toContain(word);
});

test('a second run finds nothing to do and writes nothing down', async () => {
  const { head } = (await send('GET', '/record')).body as RecordPage;
  expect(await listed()).toMatchObject({ isDue: false, held: { applications: 0, sets: 0 } });
  expect((await done(run(cohort.name))).body).toMatchObject({ applications: 0, comments: 0, sets: 0 });
  expect(((await send('GET', '/record')).body as RecordPage).head).toEqual(head);
});
