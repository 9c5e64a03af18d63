import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Announcement } from '#solver/contract/api/announcement.ts';
import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Addressee, Mailing } from '#solver/contract/api/mailing.ts';
import type { RecordPage } from '#solver/contract/api/record.ts';
import type { KnownPerson } from '#server/store/people.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { MailServer, refusal } from '../../support/mail-server.ts';
import { cookieOf } from '../../support/people-with-accounts.ts';

let server: MailServer;
let service: InProcessService;
let cohort: CohortDetail;
let cookie: string;
const at = (rest: string) => `/api/cohorts/${cohort.id}/${rest}`;
const read = async () => (await service.send('GET', at('mailing'))).body as Mailing;

beforeAll(async () => {
  server = await MailServer.start();
  service = await startInProcess({ mail: server.settings, mailPauseMs: 20 });
  cohort = await service.sampleCohort();
  cookie = cookieOf(await service.send('POST', at('members'), { name: 'Olga' }));
});
afterAll(async () => {
  await service.close();
  await server.stop();
});

async function publish(basedOn: number, policy: unknown = cohort.policy): Promise<void> {
  const { version } = (await service.send('GET', `/api/cohorts/${cohort.id}`)).body as CohortDetail;
  const set = { name: `Set ${basedOn + 1}`, cohortVersion: version, policy };
  const saved = await service.send('POST', at('match-sets'), set);
  const body = { matchSet: (saved.body as MatchSetSummary).id, why: 'All agreed.', basedOn };
  const published = await service.send('POST', at('publications'), body, { cookie });
  expect(published.status, published.text).toBe(201);
}

function send(mailing: Mailing, people: readonly Addressee[], change: object = {}): Promise<Reply> {
  const { fingerprint, subject, version } = mailing;
  const to = people.map(({ side, person, sent }) => ({
    ...{ side, person },
    known: sent.filter((letter) => letter.version === version).length,
  }));
  return service.send('POST', at('mailing'), { fingerprint, subject, to, ...change });
}

const settled = () =>
  expect
    .poll(async () => (await read()).people.flatMap(({ sent }) => sent.map(({ state }) => state)))
    .not.toEqual(expect.arrayContaining([expect.stringMatching(/^(queued|sending)$/)]));

const asPerson = ({ side, person }: Addressee) => `${side} ${person}`;

test('before anything is published nobody gets a letter', async () => {
  expect(await read()).toMatchObject({
    sender: 'Mentoring <mentoring@library.example>',
    trouble: null,
    version: null,
    people: [],
  });
  const to = [{ side: 'mentor', person: 'm1', known: 0 }];
  const reply = await service.send('POST', at('mailing'), { fingerprint: 'x', subject: 'Hello', to });
  expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
    status: 422,
    code: 'NOTHING_PUBLISHED',
  });
});

test('everybody who is named gets their own letter, as it was shown, with a calendar for each of their pairs', async () => {
  await publish(0);
  const before = (await service.send('GET', at('announcement'))).body as Announcement;
  const schedule = { kickOff: '2027-03-12T13:00', durationMinutes: 60, place: '', months: 18, meetings: 6 };
  const saved = await service.send('PUT', at('announcement'), {
    ...{ schedule, templates: before.templates, basedOn: before.version },
  });
  const { letters } = saved.body as Announcement;
  const mailing = await read();
  expect(mailing).toMatchObject({
    version: 1,
    subject: expect.stringMatching(/: whom you are matched with$/),
  });
  expect(mailing.people).toHaveLength(letters.length);
  const reply = await send(mailing, mailing.people, { subject: 'Grüße, “all”' });
  expect(reply.status, reply.text).toBe(200);
  await settled();
  expect((await read()).people.map(({ sent }) => sent.map(({ state, version }) => [state, version]))).toEqual(
    letters.map(() => [['sent', 1]]),
  );
  expect(server.arrived).toHaveLength(letters.length);
  for (const letter of letters) {
    const arrived = server.arrived.filter(({ recipients }) => recipients[0] === letter.email);
    const own = arrived.find(({ mail }) => mail.text?.trim() === letter.text.trim());
    expect(own?.mail.subject).toBe('Grüße, “all”');
    expect(own?.recipients).toEqual([letter.email]);
    const files =
      own?.mail.attachments.map(({ contentType, content }) => [contentType, content.toString()]) ?? [];
    expect(files).toHaveLength(letter.partners.length);
    for (const [type, text] of files) {
      expect(type).toBe('text/calendar');
      expect(text?.replaceAll(/\r\n[ \t]/gu, '')).toContain(letter.name);
    }
  }
});

test('the record says who sent how many letters, and the log names nobody', async () => {
  const { entries } = (await service.send('GET', at('record'))).body as RecordPage;
  const [entry] = entries.filter(({ kind }) => kind === 'announcement.sent');
  const letters = (await read()).people.length;
  expect(entry).toMatchObject({ words: 'sent letters by mail', facts: { version: 1, letters, again: 0 } });
  expect(service.log()).not.toMatch(/@|Grüße/u);
});

test('nobody gets a second letter of a version unless it is said, nor by a second click', async () => {
  const mailing = await read();
  const count = server.arrived.length;
  const [first] = mailing.people as [Addressee];
  const unaware = await send(mailing, [{ ...first, sent: [] }]);
  expect({ status: unaware.status, code: errorOf(unaware).code }).toEqual({
    status: 409,
    code: 'STALE_VERSION',
  });
  expect(errorOf(unaware).message).toContain('Nothing was sent');
  const twice = await Promise.all([send(mailing, [first]), send(mailing, [first])]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  await settled();
  expect(server.arrived).toHaveLength(count + 1);
  expect((await read()).people[0]?.sent.map(({ state }) => state)).toEqual(['sent', 'sent']);
});

test('what has changed since it was looked at is not sent', async () => {
  const mailing = await read();
  const { templates, schedule, version } = (await service.send('GET', at('announcement')))
    .body as Announcement;
  const mentor = `${templates.mentor}\nP. S. Bring a pen.`;
  await service.send('PUT', at('announcement'), {
    ...{ schedule, templates: { ...templates, mentor }, basedOn: version },
  });
  const reply = await send(mailing, mailing.people);
  expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 409, code: 'STALE_VERSION' });
});

test('bad requests send nothing', async () => {
  const mailing = await read();
  const [first] = mailing.people as [Addressee];
  const count = server.arrived.length;
  const stranger = { side: 'mentor', person: 'm_nobody', known: 0 };
  const bad: [object, number, string][] = [
    [{ subject: 'Hello\r\nBcc: evil@y.example' }, 400, 'INVALID_INPUT'],
    [{ subject: '' }, 400, 'INVALID_INPUT'],
    [{ to: [] }, 400, 'INVALID_INPUT'],
    [{ to: [stranger] }, 422, 'UNKNOWN_PERSON'],
    [
      { to: Array.from({ length: 2 }, () => ({ side: first.side, person: first.person, known: 2 })) },
      422,
      'UNKNOWN_PERSON',
    ],
  ];
  for (const [change, status, code] of bad) {
    const reply = await send(mailing, [first], change);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
  }
  expect(server.arrived).toHaveLength(count);
});

test('after a change only those are to hear who have other partners; who is refused is told, and tried again when asked', async () => {
  const { letters } = (await service.send('GET', at('announcement'))).body as Announcement;
  const set = (await service.send('GET', at('match-sets'))).body as MatchSetSummary[];
  const detail = (await service.send('GET', `/api/match-sets/${set[0]?.id}`)).body as {
    matching: { pairs: { participant: string; mentor: string }[] };
  };
  const [pair] = detail.matching.pairs;
  const forbids = [{ participant: pair?.participant, mentor: pair?.mentor }];
  await publish(1, { ...cohort.policy, forbids });
  const mailing = await read();
  expect(mailing.version).toBe(2);
  const now = (await service.send('GET', at('announcement'))).body as Announcement;
  const partnersThen = new Map(letters.map(({ side, person, partners }) => [`${side} ${person}`, partners]));
  const moved = now.letters.filter(
    ({ side, person, partners }) =>
      JSON.stringify([...partners].sort()) !==
      JSON.stringify([...(partnersThen.get(`${side} ${person}`) ?? [])].sort()),
  );
  expect(moved.length).toBeGreaterThan(1);
  const toHear = mailing.people.filter(({ sameSince }) => sameSince === null);
  expect(toHear.map(asPerson).sort()).toEqual(moved.map(({ side, person }) => `${side} ${person}`).sort());

  const [one, ...others] = toHear as [Addressee];
  server.manners = {
    refusal: (address) => (address === one.address ? refusal(552, '5.2.2 mailbox full') : undefined),
  };
  const count = server.arrived.length;
  await send(mailing, toHear);
  await settled();
  expect(server.arrived).toHaveLength(count + others.length);
  const failed = (await read()).people.find((person) => asPerson(person) === asPerson(one)) as Addressee;
  expect(failed.sent.at(-1)).toMatchObject({
    ...{ version: 2, state: 'failed', address: one.address },
    reason: expect.stringContaining('552 5.2.2 mailbox full'),
  });
  server.manners = {};
  await send(await read(), [failed]);
  await settled();
  expect(server.arrived).toHaveLength(count + others.length + 1);
});

test('whoever has no address that mail can have is named, and nothing is sent where one is among them', async () => {
  const someone = (await read()).people.find(({ side }) => side === 'participant') as Addressee;
  const known = await service.store.people.get(cohort.id, someone.side, someone.person);
  const values = JSON.parse(known?.valuesJson ?? '{}') as Record<string, unknown>;
  // As an older version of the programme's form, without a check, may have taken it.
  const valuesJson = JSON.stringify({ ...values, email: 'ana@x.example, evil@y.example' });
  await service.store.people.revise(cohort.id, { ...(known as KnownPerson), valuesJson });
  const mailing = await read();
  const addressless = mailing.people.filter(({ address }) => address === null);
  expect(addressless.map(asPerson)).toEqual([asPerson(someone)]);
  const count = server.arrived.length;
  const reply = await send(mailing, mailing.people);
  expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 422, code: 'NO_ADDRESS' });
  await settled();
  expect(server.arrived).toHaveLength(count);
});

test('in a blind review letters are refused', async () => {
  const review = (blind: boolean) => service.send('PUT', at('blind-review'), { cohort: blind });
  expect((await review(true)).status).toBe(200);
  for (const reply of [
    await service.send('GET', at('mailing')),
    await service.send('POST', at('mailing'), {}),
  ])
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 403,
      code: 'BLIND_REVIEW',
    });
  await review(false);
});

test('without a mail server nothing else changes, and sending is refused', async () => {
  const silent = await startInProcess();
  try {
    const { id } = await silent.sampleCohort();
    const mailing = await silent.send('GET', `/api/cohorts/${id}/mailing`);
    expect(mailing.body).toMatchObject({ sender: null, people: [] });
  } finally {
    await silent.close();
  }
});
