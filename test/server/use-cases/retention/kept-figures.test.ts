import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { retainedSchema } from '#solver/contract/api/retention.ts';
import { yearFiguresSchema, yearSchema } from '#solver/contract/api/year.ts';
import type { Year, YearFigures } from '#solver/contract/api/year.ts';
import { startInProcess } from '../../../support/in-process-service.ts';
import type { InProcessService } from '../../../support/in-process-service.ts';
import { answerSurvey, checkIn, publishSample, setSchedule } from '../../../support/year.ts';

/* The year of which personal data goes two years after its close. */

const RATERS = 6;
const NOTE = 'Zyxwvut was a treasure';
let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  on('2027-03-01');
  service = await startInProcess();
  cohort = await service.sampleCohort();
  await yearOf(cohort, RATERS);
  on('2030-09-12');
});
afterAll(async () => {
  await service.close();
  vi.useRealTimers();
});

const on = (day: string) => vi.setSystemTime(`${day}T12:00:00Z`);

/** Publishes the match; some participants rate their first meeting, and answer the survey at the close. */
async function yearOf(detail: CohortDetail, raters: number): Promise<void> {
  on('2027-03-01');
  await publishSample(service, detail);
  await setSchedule(service, detail.id);
  on('2027-05-12');
  const goals = [
    { text: 'Write a budget', reached: true },
    { text: 'Speak in public', reached: false },
  ];
  const tokens: string[] = [];
  for (const relationship of (await yearNow(detail.id)).relationships.slice(0, raters))
    tokens.push(await checkIn(service, detail.id, relationship, 'participant', { goals, note: NOTE }));
  on('2028-09-01');
  for (const token of tokens) await answerSurvey(service, token, { worthwhile: 5, fit: 3 });
}
const yearNow = async (id: string): Promise<Year> =>
  yearSchema.parse((await service.send('GET', `/api/cohorts/${id}/year`)).body);
const figuresNow = async (id: string): Promise<YearFigures> =>
  yearFiguresSchema.parse((await service.send('GET', `/api/cohorts/${id}/year/figures`)).body);
const run = ({ id, name }: CohortDetail) => service.send('POST', '/api/retention', { cohort: id, name });

test('what pairs reported counts as what goes', async () => {
  const listed = (await service.send('GET', '/api/retention')).body as unknown[];
  expect(listed.map((one) => retainedSchema.parse(one))).toMatchObject([
    { goesOn: '2030-09-12', isDue: true, held: { checkIns: RATERS, surveys: RATERS, reminders: 0 } },
  ]);
});

test('the figures stay as they were, for later years to be held against; what was reported is gone', async () => {
  const before = await figuresNow(cohort.id);
  expect(before).toMatchObject({
    keptOn: null,
    all: { relationships: 24, meetingsHeld: RATERS, goals: 2 * RATERS, goalsReached: RATERS, rating: 4 },
  });
  expect(before.all.survey.find(({ question }) => question === 'worthwhile')).toMatchObject({
    answers: RATERS,
    value: 5,
  });
  const reply = await run(cohort);
  expect(reply.body).toMatchObject({ checkIns: RATERS, surveys: RATERS });
  on('2031-01-01');
  const after = await figuresNow(cohort.id);
  expect(after).toEqual({ ...before, keptOn: '2030-09-12' });
  expect(JSON.stringify(after)).not.toContain('Zyxwvut');
  expect(await yearNow(cohort.id)).toMatchObject({ goneOn: '2030-09-12', due: [] });
  expect(await service.store.checkIns.of(cohort.id)).toEqual([]);
});

test('a second run leaves them as they are', async () => {
  const kept = await figuresNow(cohort.id);
  expect((await run(cohort)).status).toBe(200);
  expect(await figuresNow(cohort.id)).toEqual(kept);
});

test('of fewer than five participants no figure stays: it would tell of somebody', async () => {
  const small = await cohortOfFour();
  await yearOf(small, 2);
  on('2030-09-12');
  expect((await figuresNow(small.id)).all).toMatchObject({ participants: 4, meetingsHeld: 2 });
  expect((await run(small)).status).toBe(200);
  expect(await figuresNow(small.id)).toMatchObject({
    keptOn: '2030-09-12',
    all: { relationships: 0, participants: 0, meetingsHeld: 0, goals: 0, rating: null },
  });
});

test('a match that is published later in the same cohort has figures of its own', async () => {
  on('2031-02-01');
  const { body } = await service.send('POST', '/api/cohorts/sample', {});
  const { id } = body as CohortSummary;
  const year = await figuresNow(id);
  await service.store.keptFigures.put(id, { ...year, keptOn: year.today });
  expect(await yearNow(id)).toMatchObject({ goneOn: '2031-02-01' });
  on('2031-03-01');
  await publishSample(service, (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail);
  expect(await yearNow(id)).toMatchObject({ goneOn: null });
  expect((await figuresNow(id)).all.relationships).toBe(24);
});

async function cohortOfFour(): Promise<CohortDetail> {
  on('2027-03-01');
  const shape = { programme: 'minnesota', seed: 1, capacity: 1, quotas: 'none' };
  const size = { participants: 4, mentors: 9 };
  const made = await service.send('POST', '/api/lab/cohorts', { name: 'Four', shape, size });
  const { id } = made.body as CohortSummary;
  return (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
}
