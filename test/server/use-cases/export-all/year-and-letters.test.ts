import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Year } from '#solver/contract/api/year.ts';
import { tokenHash } from '#server/auth/tokens.ts';
import { readTable } from '#server/files/read-table.ts';
import { startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../../support/in-process-service.ts';
import { MailServer, refusal } from '../../../support/mail-server.ts';
import { answerSurvey, checkIn, publishSample, setSchedule } from '../../../support/year.ts';

/* A year in which everything happened once: an event, notes for the committee and for oneself, a survey, reminders by mail. */

const OPEN_NOTE = 'The committee may read this';
const OWN_NOTE = 'This is for nobody else';

let server: MailServer;
let service: InProcessService;
let cohort: CohortDetail;
let relationship: Year['relationships'][number];
let tokens: string[];
let refused: string;
let files: Record<string, string>;

async function done(reply: Promise<Reply>): Promise<Reply> {
  const { status, text } = await reply;
  expect(status, text.slice(0, 400)).toBeLessThan(300);
  return reply;
}
const at = (rest = '') => `/api/cohorts/${cohort.id}/year${rest}`;

/** One mailbox does not exist; all others get their letter. */
async function remindByMail(): Promise<void> {
  const { due } = (await done(service.send('GET', at()))).body as Year;
  const { participant } = due.find(({ side }) => side === 'participant') as Year['due'][number];
  refused = String(cohort.participantPeople.find(({ id }) => id === participant)?.values.email);
  server.manners.refusal = (address) =>
    address === refused ? refusal(550, '5.1.1 no such mailbox') : undefined;
  await done(service.send('POST', at('/reminders'), {}));
  const states = async () => new Set((await service.store.outbox.all()).map(({ state }) => state));
  await vi.waitFor(async () => expect(await states()).toEqual(new Set(['sent', 'failed'])), 30_000);
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2027-03-01T12:00:00Z');
  server = await MailServer.start();
  service = await startInProcess({ mail: server.settings, mailPauseMs: 20 });
  cohort = await service.sampleCohort();
  await publishSample(service, cohort);
  await setSchedule(service, cohort.id);
  vi.setSystemTime('2027-05-12T12:00:00Z');
  const { relationships } = (await done(service.send('GET', at()))).body as Year;
  relationship = relationships[0] as Year['relationships'][number];
  const { participant, mentor } = relationship;
  tokens = [
    await checkIn(service, cohort.id, relationship, 'participant', { note: OPEN_NOTE, noteFor: 'committee' }),
    await checkIn(service, cohort.id, relationship, 'mentor', { note: OWN_NOTE, noteFor: 'me' }),
  ];
  const event = { kind: 'helped', why: 'We called them', basedOn: 0 };
  await done(
    service.send('POST', at('/events'), { participant: participant.id, mentor: mentor.id, ...event }),
  );
  await remindByMail();
  vi.setSystemTime('2028-08-13T12:00:00Z');
  await answerSurvey(service, tokens[0] as string, { worthwhile: 5, fit: 4 });
  const reply = await service.app.inject({ method: 'POST', url: '/api/export' });
  expect(reply.statusCode).toBe(200);
  files = Object.fromEntries(
    Object.entries(unzipSync(reply.rawPayload)).map(([path, bytes]) => [
      path.split('/').at(-1) ?? '',
      Buffer.from(bytes).toString('utf8'),
    ]),
  );
});
afterAll(async () => {
  await service.close();
  await server.stop();
  vi.useRealTimers();
});

test('what became of the pairs is told, a note that somebody wrote for themselves is not', () => {
  const { participant, mentor } = relationship;
  const couple = { participant: participant.id, mentor: mentor.id };
  const year = JSON.parse(files['year.json'] ?? '') as Record<string, object[]>;
  expect(year.events).toEqual([
    expect.objectContaining({ ...couple, kind: 'helped', why: 'We called them' }),
  ]);
  expect(year.checkIns).toMatchObject([
    { ...couple, side: 'participant', meeting: 1, rating: 4, noteFor: 'committee', note: OPEN_NOTE },
    { ...couple, side: 'mentor', noteFor: 'me', note: null },
  ]);
  expect(year.closingSurveys).toMatchObject([
    { ...couple, side: 'participant', answers: { worthwhile: 5, fit: 4 } },
  ]);
  expect(year.reminders).toContainEqual(
    expect.objectContaining({ what: 'meeting', dueOn: '2027-05-12', way: 'mail' }),
  );
});

test('each letter is listed with whom it was for and what became of it', async () => {
  const { table } = await readTable(Buffer.from(files['letters.csv'] ?? ''), 'letters.csv');
  const letters = table.rows.map((row) => row.map(String));
  expect(server.arrived.length).toBeGreaterThan(20);
  expect(letters).toHaveLength(server.arrived.length + 1);
  const addressesOf = (state: string) => letters.filter((row) => row[6] === state).map((row) => row[5]);
  expect(addressesOf('failed')).toEqual([refused]);
  expect(addressesOf('sent').sort()).toEqual(server.arrived.flatMap(({ recipients }) => recipients).sort());
  expect(letters.find((row) => row[5] === refused)?.at(-1)).toContain('5.1.1 no such mailbox');
  for (const [, kind, about, of] of letters) {
    expect([kind, of]).toEqual(['reminder', cohort.id]);
    // Once for each pair of whoever gets it.
    expect(about).toMatch(/^meeting-2027-05-12( meeting-2027-05-12)*$/u);
  }
});

test('no link to the check-in page and nobody’s own note is in any file', () => {
  const all = Object.values(files).join('');
  expect(all).toContain(OPEN_NOTE);
  for (const secret of [OWN_NOTE, ...tokens, ...tokens.map(tokenHash), '/apply/#/check-in/'])
    expect(all).not.toContain(secret);
});

test('the archive’s own description names what is in it', () => {
  for (const name of ['letters.csv', 'year.json']) expect(files['README.txt']).toContain(name);
});
