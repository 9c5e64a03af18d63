import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { yearSchema } from '#solver/contract/api/year.ts';
import type { OwnYear, Year } from '#solver/contract/api/year.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { publishSample, setSchedule } from '../../support/year.ts';

/* Who is reminded of what, by a file for a mail program; and what goes with somebody who is erased. */

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2027-03-01T12:00:00Z');
  service = await startInProcess();
  cohort = await service.sampleCohort();
  await publishSample(service, cohort);
  await setSchedule(service, cohort.id);
});
afterAll(async () => {
  await service.close();
  vi.useRealTimers();
});

const at = (rest = '') => `/api/cohorts/${cohort.id}/year${rest}`;
const year = async (): Promise<Year> => yearSchema.parse((await service.send('GET', at())).body);

/** The rows below the headers. */
async function rowsOf(file: string): Promise<string[]> {
  const reply = await service.send('POST', at(`/${file}`), {});
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers['content-disposition']).toContain(file);
  return reply.text.trim().split('\r\n').slice(1);
}
const tokenIn = (row: string) => /\/apply\/#\/check-in\/([\w-]{43})/u.exec(row)?.[1] ?? '';
const open = (token: string) => service.send('POST', '/api/public/check-in/read', { token });

test('everybody who is matched gets a link that works, and earlier ones go on working', async () => {
  const first = await rowsOf('links.csv');
  const people = new Set(
    (await year()).relationships.flatMap(({ participant, mentor }) => [participant.id, mentor.id]),
  );
  expect(first).toHaveLength(people.size);
  const second = await rowsOf('links.csv');
  for (const row of [first[0], second[0]]) {
    const opened = await open(tokenIn(row ?? ''));
    expect(opened.status).toBe(200);
    expect(row).toContain((opened.body as OwnYear).name);
  }
});

test('nobody is reminded before something is due, and nobody twice for the same due date', async () => {
  expect(await rowsOf('reminders.csv')).toEqual([]);
  vi.setSystemTime('2027-05-12T12:00:00Z');
  const rows = await rowsOf('reminders.csv');
  expect(rows.length).toBeGreaterThan(24);
  expect(rows[0]).toContain('Meeting 1 was planned by May 12, 2027.');
  expect((await open(tokenIn(rows[0] ?? ''))).status).toBe(200);
  expect(await rowsOf('reminders.csv')).toEqual([]);
  expect((await year()).due.every(({ reminded }) => reminded?.way === 'file')).toBe(true);
  vi.setSystemTime('2027-08-12T12:00:00Z');
  expect(await rowsOf('reminders.csv')).toHaveLength(rows.length);
});

test('without a mail server nothing goes by mail, and nobody counts as reminded', async () => {
  vi.setSystemTime('2027-11-12T12:00:00Z');
  expect((await year()).canMail).toBe(false);
  expect(errorOf(await service.send('POST', at('/reminders'), {})).code).toBe('MAIL_OFF');
  expect((await year()).due.every(({ reminded }) => reminded === null)).toBe(true);
});

test('whoever is erased takes along what they sent, their links and their name in what the partner wrote', async () => {
  const [relationship] = (await year()).relationships;
  const { participant, mentor } = relationship as Year['relationships'][number];
  const tokens: Record<string, string> = {};
  for (const [side, { id, name }] of Object.entries({ participant, mentor })) {
    const given = await service.send('POST', at('/links'), { side, person: id });
    const token = (given.body as { token: string }).token;
    tokens[side] = token;
    const key = ((await open(token)).body as OwnYear).relationships.find(
      ({ partner }) => partner === (side === 'participant' ? mentor : participant).name,
    )?.key;
    const sent = await service.send('PUT', '/api/public/check-in', {
      ...{ token, key, meeting: 3, basedOn: 0, heldOn: '2027-11-10', rating: 5, needsHelp: false, goals: [] },
      ...{ note: `${name} met ${participant.name}.`, noteFor: 'committee' },
    });
    expect(sent.status, sent.text).toBe(200);
  }
  const email = cohort.participantPeople.find(({ id }) => id === participant.id)?.values.email;
  const exported = await service.send('POST', '/api/privacy/export', { email });
  expect(exported.text).toContain(`${participant.name} met ${participant.name}.`);
  expect((await service.send('POST', '/api/privacy/erase', { email })).status).toBe(200);
  const after = (await year()).relationships.find((one) => one.participant.id === participant.id);
  expect(after?.participant).toMatchObject({ state: 'gone', hasLink: false });
  expect(after?.checkIns).toMatchObject([{ side: 'mentor', note: `${mentor.name} met [erased].` }]);
  expect(errorOf(await open(tokens.participant ?? '')).code).toBe('LINK_NOT_VALID');
  expect((await open(tokens.mentor ?? '')).text).not.toContain(participant.name);
});
