import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, MatchingReply } from '#solver/contract/api/cohorts.ts';
import { robustnessSweepSchema } from '#solver/contract/api/sweeps.ts';
import type { RobustnessSweep } from '#solver/contract/api/sweeps.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

const path = (more = '') => `/api/cohorts/${cohort.id}/sweeps/robustness${more}`;
const head = () => ({ cohortVersion: cohort.version, policy: cohort.policy });

async function begin(question: object): Promise<RobustnessSweep> {
  const reply = await service.send('POST', path(), { ...head(), ...question });
  expect(reply.status, reply.text).toBe(201);
  return robustnessSweepSchema.parse(reply.body);
}

async function read(id: string): Promise<RobustnessSweep> {
  const reply = await service.send('GET', path(`/${id}`));
  expect(reply.status, `${reply.text} ${service.log().split('\n').slice(-4).join(' ')}`).toBe(200);
  return robustnessSweepSchema.parse(reply.body);
}
const until = (id: string, status: RegExp) =>
  expect.poll(async () => (await read(id)).status, { timeout: 60_000 }).toMatch(status);

test('a sweep in parts gives what the question gives at once', async () => {
  const question = { seed: 5, draws: 430, spread: 0.4 };
  const { id } = await begin(question);
  await until(id, /done/);
  const sweep = await read(id);
  expect(sweep).toMatchObject({ status: 'done', done: 430, of: 430, secondsLeft: null, error: null });
  const at = `/api/cohorts/${cohort.id}/explore/robustness`;
  const asked = await service.send('POST', at, { ...head(), ...question });
  const { answer } = asked.body as { answer: Robustness };
  expect({ ...sweep.answer, participants: [], mentors: [], pairs: [], radius: null }).toEqual({
    ...answer,
    participants: [],
    mentors: [],
    pairs: [],
    radius: null,
  });
  expect(sweep.answer?.radius.weight).toEqual(answer.radius.weight);
});

test('while it goes on, a what-if is answered; a stop leaves what there is', async () => {
  const { id } = await begin({ draws: 100_000 });
  await expect
    .poll(async () => (await read(id)).answer?.draws ?? 0, { timeout: 60_000 })
    .toBeGreaterThan(100);
  const whatIf = await service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    ...head(),
    revision: 1,
  });
  expect((whatIf.body as MatchingReply).matching.status).toBe('optimal');
  const underWay = await read(id);
  expect(underWay.status).toBe('running');
  expect(underWay.secondsLeft).toBeGreaterThan(0);
  expect((await service.send('POST', path(`/${id}/stop`))).status).toBe(202);
  const stopped = await read(id);
  expect(stopped.status).toBe('stopped');
  expect(stopped.answer).toMatchObject({ partial: true });
  expect(stopped.answer?.draws).toBeLessThan(100_000);
  expect(errorOf(await service.send('POST', path(`/${id}/stop`))).code).toBe('NOT_FOUND');
  // Nothing comes after the stop.
  const { id: next } = await begin({ draws: 100 });
  await until(next, /done/);
  expect((await read(id)).done).toBe(stopped.done);
});

test('of people who have changed it is not reckoned, and says so', async () => {
  const other = await service.sampleCohort();
  const at = `/api/cohorts/${other.id}/sweeps/robustness`;
  const asked = { cohortVersion: other.version, policy: other.policy, draws: 100_000 };
  const begun = robustnessSweepSchema.parse((await service.send('POST', at, asked)).body);
  const [person] = other.participantPeople;
  const edit = { side: 'participant', id: person?.id, basedOn: person?.revision, state: 'withdrawn' };
  const changed = await service.send('POST', `/api/cohorts/${other.id}/people`, { edits: [edit], why: '' });
  expect(changed.status, changed.text).toBe(200);
  const now = async () => robustnessSweepSchema.parse((await service.send('GET', `${at}/${begun.id}`)).body);
  await expect.poll(async () => (await now()).status).toBe('failed');
  expect((await now()).error?.code).toBe('STALE_VERSION');
  const late = await service.send('POST', at, asked);
  expect(errorOf(late).code).toBe('STALE_VERSION');
});

test('a sweep of another cohort, or of none, is not found', async () => {
  const { id } = await begin({ draws: 1 });
  const other = await service.sampleCohort();
  const elsewhere = `/api/cohorts/${other.id}/sweeps/robustness/${id}`;
  expect((await service.send('GET', elsewhere)).status).toBe(404);
  expect((await service.send('POST', `${elsewhere}/stop`)).status).toBe(404);
  expect((await service.send('GET', path('/no-such-sweep'))).status).toBe(404);
});
