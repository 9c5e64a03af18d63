import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { yearSchema } from '#solver/contract/api/year.ts';
import type { Year } from '#solver/contract/api/year.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { publishSample, setSchedule } from '../../support/year.ts';

/* The 18 months of the sample cohort, by setting the clock. */

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2027-03-01T12:00:00Z');
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(async () => {
  await service.close();
  vi.useRealTimers();
});

const on = (day: string) => vi.setSystemTime(`${day}T12:00:00Z`);
async function year(): Promise<Year> {
  const reply = await service.send('GET', `/api/cohorts/${cohort.id}/year`);
  expect(reply.status, reply.text).toBe(200);
  return yearSchema.parse(reply.body);
}

test('before anything is published there is nothing to follow', async () => {
  expect(await year()).toMatchObject({ version: null, relationships: [], due: [], schedule: null });
  expect((await service.send('GET', '/api/cohorts/nothing-here/year')).status).toBe(404);
});

test('a published match has relationships that have not begun, with the days of the calendar files', async () => {
  await publishSample(service, cohort);
  expect((await year()).relationships[0]).toMatchObject({ state: 'not-begun', begins: null, meetings: [] });
  await setSchedule(service, cohort.id);
  const told = await year();
  expect(told).toMatchObject({ version: 1, closes: '2028-09-12', surveyOpens: '2028-08-13' });
  expect(told.relationships).toHaveLength(24);
  const [first] = told.relationships;
  expect(first).toMatchObject({ state: 'not-begun', begins: '2027-03-12', closes: '2028-09-12' });
  expect(first?.meetings.map(({ day }) => day)).toEqual([
    '2027-05-12',
    '2027-08-12',
    '2027-11-12',
    '2028-02-12',
    '2028-05-12',
    '2028-08-12',
  ]);
  expect(told.due).toEqual([]);
});

test('from the kick-off on they are active; a meeting whose day has come is asked of both sides', async () => {
  on('2027-03-12');
  expect((await year()).relationships[0]?.state).toBe('active');
  on('2027-05-12');
  const told = await year();
  expect(told.relationships[0]?.meetings[0]?.state).toBe('due');
  expect(told.due).toHaveLength(48);
  expect(told.due[0]).toMatchObject({ what: 'meeting', meeting: 1, dueOn: '2027-05-12', reminded: null });
  on('2027-05-27');
  expect((await year()).due.every(({ isOverdue }) => isOverdue)).toBe(true);
  on('2027-08-12');
  expect((await year()).relationships[0]?.meetings.map(({ state }) => state).slice(0, 3)).toEqual([
    'missed',
    'due',
    'ahead',
  ]);
});
