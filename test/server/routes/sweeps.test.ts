import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { LabShape } from '#solver/contract/api/lab.ts';
import { labStudySweepSchema } from '#solver/contract/api/lab-study.ts';
import { paretoSweepSchema, robustnessSweepSchema } from '#solver/contract/api/sweeps.ts';
import type { RobustnessSweep } from '#solver/contract/api/sweeps.ts';
import type { Pareto } from '#solver/contract/explore/pareto.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { fitOf } from '#solver/score/weights.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { solve } from '#solver/solve.ts';
import { followEvents } from '../../support/follow-events.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import { shipped } from '../../support/imports.ts';
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
  expect.poll(async () => (await read(id)).status).toMatch(status);

test('a sweep in parts gives what the question gives at once', async () => {
  const question = { seed: 5, draws: 1_430, spread: 0.4 };
  const { id } = await begin(question);
  await until(id, /done/);
  const sweep = await read(id);
  expect(sweep).toMatchObject({ status: 'done', done: 1_430, of: 1_430, secondsLeft: null, error: null });
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

test('trade-offs in ranges are those of the question at once', async () => {
  const baseline = [{ participant: cohort.participantPeople[0]?.id, mentor: cohort.mentorPeople[0]?.id }];
  const at = `/api/cohorts/${cohort.id}/sweeps/pareto`;
  for (const question of [{ fewer: 1 }, { baseline }]) {
    const begun = await service.send('POST', at, { ...head(), ...question });
    expect(begun.status, begun.text).toBe(201);
    const { id } = paretoSweepSchema.parse(begun.body);
    const now = async () => paretoSweepSchema.parse((await service.send('GET', `${at}/${id}`)).body);
    await expect.poll(async () => (await now()).status).toBe('done');
    const { answer, done, of } = await now();
    expect(done).toBe(of);
    const asked = await service.send('POST', `/api/cohorts/${cohort.id}/explore/pareto`, {
      ...head(),
      ...question,
    });
    const told = asked.body as { answer: Pareto; participants: string[]; mentors: string[] };
    const atOnce = told.answer;
    const places = [cohort.participantPeople, cohort.mentorPeople].map((people) =>
      people.map(({ id }) => id),
    );
    expect([told.participants, told.mentors]).toEqual(places);
    const values = ({ points }: Pareto) => points.map((point) => ({ ...point, pairs: undefined }));
    expect(answer?.isComplete).toBe(true);
    expect(values(answer as Pareto)).toEqual(values(atOnce));
    expect({ ...answer, points: [] }).toEqual({ ...atOnce, points: [] });
    expect((await service.send('GET', path(`/${id}`))).status).toBe(404);
  }
});

const SHAPE: LabShape = { programme: 'minnesota', seed: 9, capacity: null, quotas: 'none' };

test('a study of invented cohorts counts what another engine finds in each of them', async () => {
  const size = { participants: 14, mentors: 9 };
  const cohorts = 120;
  const begun = await service.send('POST', '/api/lab/studies', { shape: SHAPE, size, cohorts });
  expect(begun.status, begun.text).toBe(201);
  const { id } = labStudySweepSchema.parse(begun.body);
  const now = async () =>
    labStudySweepSchema.parse((await service.send('GET', `/api/lab/studies/${id}`)).body);
  await expect.poll(async () => (await now()).status).toBe('done');
  const sweep = await now();
  expect(sweep).toMatchObject({ done: cohorts, of: cohorts, answer: { cohorts, without: 0, unproven: 0 } });
  const engines = await loadEngines();
  const programme = shipped('minnesota');
  const policy = { ...programme.policy, quotas: [] };
  const counts = new Map<number, number>();
  const means: number[] = [];
  for (let number = 0; number < cohorts; number += 1) {
    const cohort = simulateCohort({ programme, ...size, seed: SHAPE.seed + number });
    const { problem, weights } = scoreCohort(compileCohort(cohort, programme), policy);
    const best = solve(problem, { engines, engine: 'glpk' });
    if (best.status !== 'optimal') throw new Error('GLPK solves a small problem');
    const left = size.participants - best.matched;
    counts.set(left, (counts.get(left) ?? 0) + 1);
    if (best.matched > 0) means.push(fitOf(best.score / best.matched, weights));
  }
  const told = sweep.answer?.unmatched.map((one) => [one.participants, one.cohorts]);
  expect(told).toEqual([...counts].sort(([a], [b]) => a - b));
  const sorted = means.sort((a, b) => a - b);
  const share = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
  expect(sweep.answer?.meanFit).toEqual(
    [5, 25, 50, 75, 95].map((percent) => ({ percent, fit: share(percent) })),
  );
  for (const [place, { fit }] of (sweep.answer?.weakestFit ?? []).entries())
    expect(fit).toBeLessThanOrEqual(sweep.answer?.meanFit[place]?.fit ?? 0);
});

test('a study is stopped with what there is, and none begins of a size that is too large', async () => {
  const size = { participants: 20, mentors: 20 };
  const body = { shape: SHAPE, size, cohorts: 100_000 };
  const { id } = labStudySweepSchema.parse((await service.send('POST', '/api/lab/studies', body)).body);
  const now = async () =>
    labStudySweepSchema.parse((await service.send('GET', `/api/lab/studies/${id}`)).body);
  await expect.poll(async () => (await now()).done).toBeGreaterThan(0);
  expect((await service.send('POST', `/api/lab/studies/${id}/stop`)).status).toBe(202);
  const { status, answer, done } = await now();
  expect([status, answer?.cohorts]).toEqual(['stopped', done]);
  const large = { ...body, size: { participants: 1_001, mentors: 1 } };
  expect((await service.send('POST', '/api/lab/studies', large)).status).toBe(400);
  const unknown = { ...body, shape: { ...SHAPE, programme: 'none' } };
  expect(errorOf(await service.send('POST', '/api/lab/studies', unknown)).code).toBe('UNKNOWN_PROGRAMME');
});

test('while it goes on, a what-if is answered; a stop leaves what there is', async () => {
  const { id } = await begin({ draws: 100_000 });
  // The pace is known from the second piece on.
  await expect.poll(async () => (await read(id)).secondsLeft ?? 0).toBeGreaterThan(0);
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

test('who asks for events is told how far it is, and its end; nobody who asks for none', async () => {
  const origin = await service.listen();
  const { id } = await begin({ draws: 100_000 });
  const told = await followEvents<RobustnessSweep>(
    `${origin}${path(`/${id}`)}`,
    ({ now }) => (now.answer?.draws ?? 0) > 100,
  );
  expect(new Set(told.map(({ name }) => name))).toEqual(new Set(['now']));
  for (const { now } of told) robustnessSweepSchema.parse(now);
  const [rest, reply] = await Promise.all([
    followEvents<RobustnessSweep>(`${origin}${path(`/${id}`)}`),
    service.send('POST', path(`/${id}/stop`)),
  ]);
  expect(reply.status).toBe(202);
  expect(rest.at(-1)).toMatchObject({ name: 'end', now: { status: 'stopped' } });
  // Of one that has ended the end is told at once.
  expect(await followEvents(`${origin}${path(`/${id}`)}`)).toEqual([{ name: 'end', now: await read(id) }]);
  await expect(followEvents(`${origin}${path('/no-such-sweep')}`)).rejects.toThrow(/NOT_FOUND/);
});

test('a service that ends does not wait for those who follow', async () => {
  const other = await startInProcess();
  const origin = await other.listen();
  const own = await other.sampleCohort();
  const at = `/api/cohorts/${own.id}/sweeps/robustness`;
  const asked = { cohortVersion: own.version, policy: own.policy, draws: 100_000 };
  const { id } = (await other.send('POST', at, asked)).body as RobustnessSweep;
  const reply = await fetch(`${origin}${at}/${id}`, { headers: { accept: 'text/event-stream' } });
  const [text] = await Promise.all([reply.text(), other.close()]);
  expect(text).toMatch(/event: bye/);
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
