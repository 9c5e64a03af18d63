import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { ownYearSchema, yearFiguresSchema, yearSchema } from '#solver/contract/api/year.ts';
import type { OwnYear, Relationship, Year, YearLinkGiven } from '#solver/contract/api/year.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { publishSample, republishWithout, setSchedule } from '../../support/year.ts';

/* The 18 months of the sample cohort, by setting the clock. */

let service: InProcessService;
let cohort: CohortDetail;
let cookie: string;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  on('2027-03-01');
  service = await startInProcess({ trustedProxies: ['127.0.0.1'] });
  cohort = await service.sampleCohort();
});
afterAll(async () => {
  await service.close();
  vi.useRealTimers();
});

const on = (day: string) => vi.setSystemTime(`${day}T12:00:00Z`);
const at = (rest = '') => `/api/cohorts/${cohort.id}/year${rest}`;
async function year(): Promise<Year> {
  const reply = await service.send('GET', at());
  expect(reply.status, reply.text).toBe(200);
  return yearSchema.parse(reply.body);
}
/** The pair that most of this is about. */
let ines: { participant: string; mentor: string };
const pair = async (): Promise<Relationship> =>
  (await year()).relationships.find(({ participant }) => participant.id === ines.participant) as Relationship;

async function event(kind: string, more: object = {}): Promise<Reply> {
  const basedOn = (await pair()).events.length;
  return service.send('POST', at('/events'), { kind, ...ines, basedOn, ...more });
}
async function linkOf(side: 'participant' | 'mentor'): Promise<string> {
  const reply = await service.send('POST', at('/links'), { side, person: ines[side] });
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as YearLinkGiven).token;
}
const open = (token: string, address = '203.0.113.1') =>
  service.send('POST', '/api/public/check-in/read', { token }, { 'x-forwarded-for': address });
async function own(token: string): Promise<OwnYear> {
  const reply = await open(token);
  expect(reply.status, reply.text).toBe(200);
  return ownYearSchema.parse(reply.body);
}

const REPORT = { rating: 4, needsHelp: false, goals: [], note: '', noteFor: 'committee' };
async function report(token: string, meeting: number, change: object = {}): Promise<Reply> {
  const [mine] = (await own(token)).relationships;
  const basedOn = mine?.meetings.find(({ number }) => number === meeting)?.revision ?? 0;
  const body = { token, key: mine?.key, meeting, basedOn, heldOn: '2027-05-10', ...REPORT, ...change };
  return service.send('PUT', '/api/public/check-in', body);
}
const stateOf = async (number: number) =>
  (await pair()).meetings.find((meeting) => meeting.number === number)?.state;

test('before anything is published there is nothing to follow', async () => {
  expect(await year()).toMatchObject({ version: null, relationships: [], due: [], schedule: null });
  expect((await service.send('GET', '/api/cohorts/nothing-here/year')).status).toBe(404);
});

test('a published match has relationships that have not begun, with the days of the calendar files', async () => {
  cookie = await publishSample(service, cohort);
  expect((await year()).relationships[0]).toMatchObject({ state: 'not-begun', begins: null, meetings: [] });
  await setSchedule(service, cohort.id);
  const told = await year();
  expect(told).toMatchObject({ version: 1, closes: '2028-09-12', surveyOpens: '2028-08-13' });
  expect(told.relationships).toHaveLength(24);
  const [first] = told.relationships;
  expect(first).toMatchObject({ state: 'not-begun', begins: '2027-03-12', closes: '2028-09-12' });
  expect(first?.meetings.map(({ day }) => day)).toEqual([
    ...['2027-05-12', '2027-08-12', '2027-11-12'],
    ...['2028-02-12', '2028-05-12', '2028-08-12'],
  ]);
  expect(told.due).toEqual([]);
  ines = { participant: first?.participant.id ?? '', mentor: first?.mentor.id ?? '' };
});

test('from the kick-off on they are active; a meeting whose day has come is asked of both sides', async () => {
  on('2027-03-12');
  expect((await pair()).state).toBe('active');
  on('2027-05-12');
  expect(await stateOf(1)).toBe('due');
  const { due } = await year();
  expect(due).toHaveLength(48);
  expect(due[0]).toMatchObject({ what: 'meeting', meeting: 1, dueOn: '2027-05-12', isOverdue: false });
  on('2027-05-26');
  expect(await stateOf(1)).toBe('due');
  on('2027-05-27');
  expect(await stateOf(1)).toBe('overdue');
});

describe('a link', () => {
  let token: string;
  beforeAll(async () => {
    on('2027-05-20');
    token = await linkOf('participant');
  });

  test('opens one’s own year without an account, and tells of the partner the name alone', async () => {
    const told = await own(token);
    const { participant, mentor } = await pair();
    expect(told).toMatchObject({ name: participant.name, side: 'participant' });
    expect(told.relationships).toMatchObject([{ partner: mentor.name, state: 'active', isOpen: true }]);
    const text = (await open(token)).text;
    const answers = cohort.mentorPeople.find(({ id }) => id === ines.mentor)?.values ?? {};
    expect(text).not.toContain(ines.mentor);
    expect(text).not.toContain(String(answers.email));
    expect(text).not.toContain(String(answers.employer));
    expect(told.surveyQuestions.map(({ id }) => id)).not.toContain('again');
  });

  test('is kept as a hash', async () => {
    const holders = await service.store.checkInLinks.holders(cohort.id);
    expect(holders).toEqual([{ side: 'participant', id: ines.participant }]);
    expect(await service.store.checkInLinks.byToken(token)).toBeUndefined();
    expect((await pair()).participant.hasLink).toBe(true);
  });

  test('a check-in counts at once; the partner is not told of it', async () => {
    const goals = [
      { text: 'Speak at a conference', reached: false },
      { text: 'Write a budget', reached: true },
    ];
    expect((await report(token, 1, { goals, note: 'Olga is a treasure.' })).status).toBe(200);
    const told = await pair();
    expect(told).toMatchObject({ counts: { planned: 1, held: 1, goals: 2, goalsReached: 1 } });
    expect(told.meetings[0]).toMatchObject({ state: 'held', heldOn: '2027-05-10', differs: false });
    expect(told.checkIns).toMatchObject([{ side: 'participant', note: 'Olga is a treasure.', rating: 4 }]);
    const mentorToken = await linkOf('mentor');
    const seen = await own(mentorToken);
    const mine = seen.relationships.find(({ partner }) => partner === told.participant.name);
    expect(mine).toMatchObject({ goals: [], meetings: [{ report: null }, {}, {}, {}, {}, {}] });
    expect(JSON.stringify(seen)).not.toMatch(/treasure|conference|2027-05-10/u);
    expect((await year()).due.filter(({ participant }) => participant === ines.participant)).toMatchObject([
      { side: 'mentor', meeting: 1 },
    ]);
  });

  test('meetings beyond the plan are told by either side: of one day they are one, and the plan is as it was', async () => {
    const before = await pair();
    const extra = async (link: string, heldOn: string | null, number?: number, more: object = {}) => {
      const mine = (await own(link)).relationships.find(({ partner }) =>
        [before.mentor.name, before.participant.name].includes(partner),
      );
      const meeting = number ?? mine?.nextExtra;
      const basedOn = mine?.extra.find((one) => one.number === meeting)?.revision ?? 0;
      const goals = [{ text: 'Not of the plan', reached: true }];
      const change = { ...REPORT, goals, ...(heldOn === null && { rating: null }) };
      const body = { token: link, key: mine?.key, meeting, basedOn, heldOn, ...change, ...more };
      return service.send('PUT', '/api/public/check-in', body);
    };
    const told = await extra(token, '2027-04-20', undefined, { needsHelp: true });
    expect(told.status, told.text).toBe(200);
    expect((told.body as OwnYear).relationships[0]?.extra).toMatchObject([{ revision: 1 }]);
    const partner = await linkOf('mentor');
    expect((await extra(partner, '2027-04-20')).status).toBe(200);
    expect((await extra(partner, '2027-04-27')).status).toBe(200);
    const after = await pair();
    expect(after.counts).toEqual({ ...before.counts, extra: 2 });
    expect(after.meetings).toEqual(before.meetings);
    expect(after.checkIns).toHaveLength(before.checkIns.length + 3);
    const number = (await own(token)).relationships[0]?.extra[0]?.number ?? 0;
    expect((await pair()).needsHelp).toBe(true);
    expect((await extra(token, null, number, { needsHelp: true })).status).toBe(200);
    // What is shown nowhere asks for nothing.
    expect((await pair()).needsHelp).toBe(before.needsHelp);
    expect((await own(token)).relationships[0]?.extra).toEqual([]);
    expect((await pair()).counts.extra).toBe(2);
    const theirs = (await own(partner)).relationships.flatMap((one) => one.extra);
    for (const one of theirs) expect((await extra(partner, null, one.number)).status).toBe(200);
    expect(await pair()).toMatchObject({ counts: before.counts, checkIns: before.checkIns });
    expect(errorOf(await extra(token, '2027-04-21', number + 7)).code).toBe('NOT_FOUND');
    expect(errorOf(await extra(token, '2029-01-01')).code).toBe('INVALID_INPUT');
  });

  test('a check-in is corrected; another window’s older one is refused', async () => {
    const [mine] = (await own(token)).relationships;
    expect(mine?.meetings[0]).toMatchObject({ revision: 1, report: { heldOn: '2027-05-10', rating: 4 } });
    expect(
      (await report(token, 1, { heldOn: '2027-05-11', noteFor: 'me', note: 'Mine alone.' })).status,
    ).toBe(200);
    expect((await pair()).checkIns).toMatchObject([
      { heldOn: '2027-05-11', corrected: true, note: null, noteFor: 'me' },
    ]);
    expect((await own(token)).relationships[0]?.meetings[0]?.report?.note).toBe('Mine alone.');
    const stale = await report(token, 1, { basedOn: 1 });
    expect({ status: stale.status, code: errorOf(stale).code }).toEqual({
      status: 409,
      code: 'STALE_VERSION',
    });
  });

  test.each([
    ['a day to come', { heldOn: '2027-05-22' }, 'INVALID_INPUT'],
    ['a day before they were matched', { heldOn: '2027-02-28' }, 'INVALID_INPUT'],
    ['no such day', { heldOn: '2027-02-30' }, 'INVALID_INPUT'],
    ['a rating of what was not held', { heldOn: null, rating: 5 }, 'INVALID_INPUT'],
    ['a rating beyond the scale', { rating: 6 }, 'INVALID_INPUT'],
    ['a meeting that is not planned', { meeting: 7 }, 'NOT_FOUND'],
    ['somebody else’s relationship', { key: '0123456789abcdef' }, 'NOT_FOUND'],
    ['a key that nobody knows', { partner: 'me' }, 'INVALID_INPUT'],
  ])('%s is refused, and nothing changes', async (_, change, code) => {
    const before = await pair();
    expect(errorOf(await report(token, 1, change)).code).toBe(code);
    expect(await pair()).toEqual(before);
  });

  test('a guess opens nothing, and who guesses on has to wait; good links go on working', async () => {
    for (let count = 0; count < 20; count += 1) {
      const guess = await open(String(count).padStart(43, 'x'), '203.0.113.9');
      expect({ status: guess.status, code: errorOf(guess).code }).toEqual({
        status: 410,
        code: 'LINK_NOT_VALID',
      });
    }
    expect(errorOf(await open('y'.repeat(43), '203.0.113.9')).code).toBe('RATE_LIMITED');
    expect((await open(token, '203.0.113.9')).status).toBe(200);
    expect((await open('short')).status).toBe(400);
  });

  test('a new one ends the old one; an ended one opens nothing; what was sent stays', async () => {
    const newer = await linkOf('participant');
    expect(errorOf(await open(token)).code).toBe('LINK_NOT_VALID');
    const body = { side: 'participant', person: ines.participant };
    expect((await service.send('POST', at('/links/end'), body)).status).toBe(200);
    expect(errorOf(await open(newer)).code).toBe('LINK_NOT_VALID');
    expect(errorOf(await service.send('POST', at('/links/end'), body)).code).toBe('UNKNOWN_PERSON');
    expect((await pair()).participant.hasLink).toBe(false);
    expect((await pair()).checkIns).toHaveLength(1);
    const stranger = { side: 'participant', person: 'nobody' };
    expect(errorOf(await service.send('POST', at('/links'), stranger)).code).toBe('UNKNOWN_PERSON');
  });

  test('no token, name or note reaches the log', () => {
    expect(service.log()).not.toContain(token);
    expect(service.log()).not.toMatch(/treasure|Mine alone/u);
  });
});

describe('what the committee writes down', () => {
  test('help that was asked for stays in sight until somebody says that it was given', async () => {
    on('2027-06-01');
    expect((await report(await linkOf('mentor'), 1, { needsHelp: true })).status).toBe(200);
    expect((await pair()).needsHelp).toBe(true);
    expect((await pair()).meetings[0]).toMatchObject({ state: 'held', differs: true });
    on('2027-06-02');
    expect((await event('helped', { why: 'Called both.' })).status).toBe(200);
    expect((await pair()).needsHelp).toBe(false);
  });

  test('a meeting that it heard of is held; one to come is refused', async () => {
    on('2027-08-20');
    expect(errorOf(await event('met', { meeting: 2, heldOn: '2027-09-01' })).code).toBe('INVALID_INPUT');
    expect(errorOf(await event('met', { meeting: 9, heldOn: '2027-08-15' })).code).toBe('INVALID_INPUT');
    await event('met', { meeting: 2, heldOn: '2027-08-15' });
    expect(await stateOf(2)).toBe('held');
  });

  test('nothing is asked during a pause, and a meeting whose day falls into it does not count', async () => {
    on('2027-11-01');
    expect(errorOf(await event('resumed')).code).toBe('RELATIONSHIP_STATE');
    expect((await event('paused', { why: 'A new job.' })).status).toBe(200);
    on('2027-11-20');
    expect(await pair()).toMatchObject({ state: 'paused', counts: { planned: 2, held: 2 } });
    expect((await year()).due.some(({ participant }) => participant === ines.participant)).toBe(false);
    on('2027-12-01');
    await event('resumed');
    expect(await pair()).toMatchObject({ state: 'active' });
    expect(await stateOf(3)).toBe('off');
    on('2028-02-12');
    expect(await stateOf(4)).toBe('due');
  });

  test('who wrote meanwhile is not overwritten', async () => {
    const reply = await event('paused', { basedOn: 1 });
    expect(errorOf(reply).code).toBe('STALE_VERSION');
    expect((await pair()).state).toBe('active');
  });

  test('ended early needs a reason, ends what is asked, and can be taken back', async () => {
    expect(errorOf(await event('ended', { why: ' ' })).code).toBe('INVALID_INPUT');
    await event('ended', { why: 'They went separate ways.' });
    expect(await pair()).toMatchObject({ state: 'ended', survey: { participant: 'off' } });
    on('2028-03-12');
    const states = (await pair()).meetings.map(({ state }) => state);
    expect(states).toEqual(['held', 'held', 'off', 'missed', 'off', 'off']);
    expect((await year()).due.some(({ participant }) => participant === ines.participant)).toBe(false);
    await event('resumed', { why: 'They talked.' });
    expect((await pair()).state).toBe('active');
  });
});

describe('a repaired match', () => {
  let gone: Relationship;
  test('dissolves some pairs with their history, goes on with the others, and begins new ones', async () => {
    on('2028-04-01');
    gone = (await year()).relationships.at(-1) as Relationship;
    await republishWithout(service, { cohort, cookie, participant: gone.participant.id });
    const told = await year();
    expect(told.version).toBe(2);
    const dissolved = told.relationships.at(-1);
    expect(dissolved).toMatchObject({
      ...{ participant: { id: gone.participant.id }, state: 'ended' },
      until: { version: 2, why: 'One has left.' },
    });
    expect(dissolved?.meetings.map(({ state }) => state)).toEqual([
      ...['missed', 'missed', 'missed', 'missed', 'off', 'off'],
    ]);
    expect(await pair()).toMatchObject({ since: { version: 1 }, checkIns: [{}, {}] });
    const refused = await service.send('POST', at('/events'), {
      ...{ kind: 'resumed', basedOn: 0 },
      ...{ participant: gone.participant.id, mentor: gone.mentor.id },
    });
    expect(errorOf(refused).code).toBe('RELATIONSHIP_STATE');
  });

  test('a new pair begins on the day it was published, with the meetings that are left', async () => {
    const fresh = (await year()).relationships.filter(({ since }) => since.version === 2);
    expect(fresh.length).toBeGreaterThan(0);
    for (const relationship of fresh) {
      expect(relationship).toMatchObject({ begins: '2028-04-01', counts: { planned: 0 } });
      expect(relationship.meetings.map(({ number }) => number)).toEqual([5, 6]);
    }
  });
});

describe('the close', () => {
  test('a month before it the survey opens; wrong and missing answers are refused one by one', async () => {
    const token = await linkOf('participant');
    const survey = async (answers: object, basedOn = 0) => {
      const key = (await own(token)).relationships[0]?.key;
      return service.send('PUT', '/api/public/check-in/survey', { token, key, basedOn, answers });
    };
    on('2028-08-12');
    expect(errorOf(await survey({ worthwhile: 5, fit: 4 })).code).toBe('RELATIONSHIP_STATE');
    on('2028-08-13');
    expect((await pair()).survey.participant).toBe('due');
    const wrong = errorOf(await survey({ worthwhile: true }));
    expect(wrong.code).toBe('INVALID_INPUT');
    expect((wrong.details.fields as { field: string }[]).map(({ field }) => field)).toEqual([
      'worthwhile',
      'fit',
    ]);
    expect(errorOf(await survey({ worthwhile: 5, fit: 4, again: true })).code).toBe('UNKNOWN_FIELD');
    expect((await survey({ worthwhile: 5, fit: 4, best: 'Her calm.', change: '' })).status).toBe(200);
    expect((await survey({ worthwhile: 4, fit: 4 }, 1)).status).toBe(200);
    expect(errorOf(await survey({ worthwhile: 1, fit: 1 }, 1)).code).toBe('STALE_VERSION');
    const told = await pair();
    expect(told.survey).toMatchObject({
      ...{ participant: 'answered', mentor: 'due' },
      answers: { participant: { worthwhile: 4, fit: 4 }, mentor: null },
    });
    on('2028-09-13');
    expect(await pair()).toMatchObject({ state: 'completed', survey: { mentor: 'due' } });
    expect((await year()).due.every(({ what, isOverdue }) => what === 'survey' && isOverdue)).toBe(true);
  });

  test('a quarter of a year later links end with a page that says so', async () => {
    const token = await linkOf('mentor');
    on('2028-12-11');
    expect((await open(token)).status).toBe(200);
    on('2028-12-12');
    const ended = await open(token);
    expect({ status: ended.status, code: errorOf(ended).code }).toEqual({ status: 410, code: 'LINK_ENDED' });
    expect(errorOf(ended).message).toContain('2028-09-12');
    expect((await pair()).survey).toMatchObject({ participant: 'answered', mentor: 'closed' });
  });
});

test('figures tell of regions and types in groups of five and more, and of every criterion what can be told', async () => {
  const figures = yearFiguresSchema.parse((await service.send('GET', at('/figures'))).body);
  expect(figures.all).toMatchObject({ meetingsHeld: 2, goals: 0, rating: null });
  expect(figures.groupings.map(({ title }) => title)).toEqual([
    'Regional public library system',
    'Multicounty multitype system',
    'Library type',
  ]);
  for (const { groups } of figures.groupings) {
    const sizes = groups.map(({ figures: own }) => own.participants);
    expect(Math.min(5, ...sizes)).toBe(5);
    expect([0, figures.all.participants]).toContain(sizes.reduce((sum, size) => sum + size, 0));
  }
  expect(figures.criteria.map(({ criterion }) => criterion)).toEqual(
    cohort.policy.criteria.map(({ id }) => id),
  );
  for (const { outcomes } of figures.criteria)
    expect(outcomes.find(({ outcome }) => outcome === 'rating')).toMatchObject({
      verdict: 'too-few',
      rho: null,
    });
});
