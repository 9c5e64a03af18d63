import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { remindersSentSchema, yearSchema } from '#solver/contract/api/year.ts';
import type { Year } from '#solver/contract/api/year.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { MailServer, refusal } from '../../support/mail-server.ts';
import { publishSample, setSchedule } from '../../support/year.ts';

/* Reminders that go out over a real mail server. */

let server: MailServer;
let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2027-03-01T12:00:00Z');
  server = await MailServer.start();
  service = await startInProcess({
    ...{ mail: server.settings, mailPauseMs: 20, origin: 'https://match.example.org' },
  });
  cohort = await service.sampleCohort();
  await publishSample(service, cohort);
  await setSchedule(service, cohort.id);
  vi.setSystemTime('2027-05-12T12:00:00Z');
});
afterAll(async () => {
  await service.close();
  await server.stop();
  vi.useRealTimers();
});

const at = (rest = '') => `/api/cohorts/${cohort.id}/year${rest}`;
const year = async (): Promise<Year> => yearSchema.parse((await service.send('GET', at())).body);
const dueBefore = async () => (await year()).due.filter(({ reminded }) => reminded === null);
async function remind() {
  const reply = await service.send('POST', at('/reminders'), {});
  expect(reply.status, reply.text).toBe(200);
  return remindersSentSchema.parse(reply.body);
}

test('each gets one letter with what is due and a link of their own that works; a refused address counts as not reminded', async () => {
  const people = new Set((await year()).due.map((due) => due[due.side]));
  const [unlucky] = cohort.mentorPeople.filter(({ id }) => people.has(id));
  const refused = String(unlucky?.values.email);
  server.manners.refusal = (address) => (address === refused ? refusal(550, '5.1.1 nobody here') : undefined);
  expect(await remind()).toEqual({ sent: people.size, withoutAddress: [] });
  await expect.poll(() => server.arrived.length).toBe(people.size - 1);
  const [letter] = server.arrived;
  expect(letter?.mail.text).toContain('Meeting 1 was planned by May 12, 2027.');
  const links = server.arrived.map(({ mail }) => /check-in\/([\w-]{43})/u.exec(mail.text ?? '')?.[1] ?? '');
  expect(new Set(links).size).toBe(people.size - 1);
  for (const token of links.slice(0, 3))
    expect((await service.send('POST', '/api/public/check-in/read', { token })).status).toBe(200);

  await expect.poll(async () => (await dueBefore()).length).toBeGreaterThan(0);
  const left = new Set((await dueBefore()).map((due) => due[due.side]));
  expect([...left]).toEqual([unlucky?.id]);
  server.manners = {};
  expect(await remind()).toEqual({ sent: 1, withoutAddress: [] });
  await expect.poll(() => server.arrived.length).toBe(people.size);
  expect(server.arrived.at(-1)?.recipients).toEqual([refused]);
  expect(await remind()).toEqual({ sent: 0, withoutAddress: [] });
});
