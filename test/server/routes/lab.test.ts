import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary, MatchingReply } from '#solver/contract/api/cohorts.ts';
import { labRunSchema } from '#solver/contract/api/lab.ts';
import type { LabMeasured, LabRun, LabRunRequest, LabShape } from '#solver/contract/api/lab.ts';
import { openStore } from '#server/store/store.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

const SHAPE: LabShape = { programme: 'minnesota', seed: 4, capacity: null, quotas: 'none' };
const square = (side: number) => ({ participants: side, mentors: side });

async function begin(request: Partial<LabRunRequest>): Promise<LabRun> {
  const whole = { shape: SHAPE, sizes: [square(20)], engines: ['auto'], seconds: 10, ...request };
  const reply = await service.send('POST', '/api/lab/runs', whole);
  if (reply.status !== 201) throw new Error(reply.text);
  return labRunSchema.parse(reply.body);
}

const read = async (id: string) =>
  labRunSchema.parse((await service.send('GET', `/api/lab/runs/${id}`)).body);

async function ended({ id }: LabRun): Promise<LabRun> {
  await expect.poll(async () => (await read(id)).status).toMatch(/done|stopped/);
  return read(id);
}

function measuredOf({ measurements }: LabRun): LabMeasured[] {
  return measurements.map((one) => {
    if (one.kind === 'refused') throw new Error(one.message);
    return one;
  });
}

describe('a run', () => {
  test('measures every size on every engine, in order, with the parts of the time and the same proven answer', async () => {
    const sizes = [square(10), { participants: 30, mentors: 20 }];
    const run = await ended(await begin({ sizes, engines: ['auto', 'glpk', 'highs'] }));
    expect(run.status).toBe('done');
    const measured = measuredOf(run);
    expect(measured.map(({ size, engine }) => [size, engine])).toEqual(
      sizes.flatMap((size) => ['auto', 'glpk', 'highs'].map((engine) => [size, engine])),
    );
    for (const size of sizes) {
      const same = measured.filter((one) => one.size.mentors === size.mentors);
      expect(new Set(same.map(({ answer }) => answer)).size).toBe(1);
      expect(new Set(same.map(({ matched, score }) => `${matched} ${score}`)).size).toBe(1);
    }
    for (const one of measured) {
      expect(one.status).toBe('optimal');
      expect(one.allowedPairs).toBeGreaterThan(0);
      expect(one.allowedPairs).toBeLessThanOrEqual(one.size.participants * one.size.mentors);
      expect(one.memoryBytes).toBeGreaterThan(1e6);
      expect(Object.values(one.milliseconds).every((ms) => ms > 0)).toBe(true);
    }
    expect(measured[1]?.engineUsed).toBe('glpk');
    expect(run.machine).toMatchObject({ node: process.versions.node, version: expect.any(String) });
  });

  test('says what a mentor takes, and with which quotas', async () => {
    const size = { participants: 40, mentors: 4 };
    const own = measuredOf(await ended(await begin({ sizes: [size], shape: { ...SHAPE, capacity: 1 } })));
    expect(own[0]?.matched).toBeLessThanOrEqual(4);
    const roomy = measuredOf(
      await ended(await begin({ sizes: [size], shape: { ...SHAPE, capacity: 20, quotas: 'programme' } })),
    );
    expect(roomy[0]?.quotas).toBe(2);
    expect(roomy[0]?.matched).toBeGreaterThan(4);
  });

  test('waits for the one before it, and is stopped while it waits or runs; what is measured stays', async () => {
    const many = Array.from({ length: 12 }, (_, index) => square(100 + index));
    const first = await begin({ sizes: many, engines: ['glpk', 'highs'] });
    const second = await begin({});
    await expect.poll(async () => (await read(first.id)).measurements.length).toBeGreaterThan(0);
    expect((await read(second.id)).status).toBe('waiting');
    // The committee's what-ifs do not wait for the Lab.
    const { id, version, policy } = await service.sampleCohort();
    const body = { cohortVersion: version, policy, revision: 1 };
    const answer = await service.send('POST', `/api/cohorts/${id}/matchings`, body);
    expect((answer.body as MatchingReply).matching.status).toBe('optimal');
    expect((await read(first.id)).status).toBe('running');

    for (const run of [second, first])
      expect((await service.send('POST', `/api/lab/runs/${run.id}/stop`)).status).toBe(202);
    const stopped = await ended(first);
    expect(stopped.status).toBe('stopped');
    expect(stopped.measurements.length).toBeGreaterThan(0);
    expect(stopped.measurements.length).toBeLessThan(24);
    expect(await ended(second)).toMatchObject({ status: 'stopped', measurements: [] });
    const again = await service.send('POST', `/api/lab/runs/${first.id}/stop`);
    expect(errorOf(again).code).toBe('NOT_FOUND');
  });

  test('is kept: the newest stand first', async () => {
    const { id } = await ended(await begin({}));
    const list = labRunSchema.array().parse((await service.send('GET', '/api/lab/runs')).body);
    expect(list[0]?.id).toBe(id);
    expect(list.length).toBeGreaterThan(2);
  });

  test('of a size that does not fit is refused with the figure, before anything is measured', async () => {
    const request = { shape: SHAPE, sizes: [square(100_000)], engines: ['glpk'], seconds: 10 };
    const reply = await service.send('POST', '/api/lab/runs', request);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 413,
      code: 'NOT_ENOUGH_MEMORY',
    });
    expect(errorOf(reply).message).toMatch(
      /100,000 participants .* need about [\d,]+ MB .* [\d,]+ MB is left/,
    );
    expect(errorOf(reply).details).toMatchObject({ engine: 'glpk', neededBytes: expect.any(Number) });
  });

  test('of nonsense is refused', async () => {
    const request = { shape: SHAPE, sizes: [square(10)], engines: ['auto'], seconds: 10 };
    const codeOf = async (change: object) =>
      errorOf(await service.send('POST', '/api/lab/runs', { ...request, ...change })).code;
    expect(await codeOf({ shape: { ...SHAPE, programme: 'none' } })).toBe('UNKNOWN_PROGRAMME');
    expect(await codeOf({ sizes: [] })).toBe('INVALID_INPUT');
    expect(await codeOf({ sizes: [square(0)] })).toBe('INVALID_INPUT');
    expect(await codeOf({ engines: ['abacus'] })).toBe('INVALID_INPUT');
    expect(await codeOf({ seconds: 121 })).toBe('INVALID_INPUT');
  });
});

test('a simulated cohort opens as a cohort of its own: the people and the policy that were measured', async () => {
  const shape: LabShape = { ...SHAPE, capacity: 3, quotas: 'programme' };
  const size = { participants: 12, mentors: 7 };
  const run = await ended(await begin({ shape, sizes: [size] }));
  const made = await service.send('POST', '/api/lab/cohorts', { name: 'Twelve', shape, size });
  expect(made.status).toBe(201);
  const { id } = made.body as CohortSummary;
  const cohort = (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
  expect([cohort.name, cohort.participants, cohort.mentors]).toEqual(['Twelve', 12, 7]);
  expect(cohort.policy.quotas.map(({ on }) => on)).toEqual([true, true]);
  expect(new Set(cohort.mentorPeople.map(({ values }) => values.capacity))).toEqual(new Set([3]));
  const body = { cohortVersion: cohort.version, policy: cohort.policy, revision: 1 };
  const answer = await service.send('POST', `/api/cohorts/${id}/matchings`, body);
  const { matching } = answer.body as MatchingReply;
  const [measured] = measuredOf(run);
  expect('pairs' in matching && matching.matched).toBe(measured?.matched);
});

test('a run that an earlier version of the program left unfinished is gone on with: what it had stays', async () => {
  const run = await ended(await begin({ sizes: [square(10), square(20)] }));
  const folder = temporaryFolder();
  const store = await openStore(folder);
  const left: LabRun = { ...run, status: 'running', measurements: run.measurements.slice(0, 1) };
  await store.labRuns.put(left);
  await store.close();
  const next = await startInProcess({ folder });
  try {
    const now = async () => (await next.send('GET', `/api/lab/runs/${run.id}`)).body as LabRun;
    await expect.poll(async () => (await now()).status).toBe('done');
    const { measurements } = await now();
    expect(measurements.map(({ size }) => size.mentors)).toEqual([10, 20]);
    expect(measurements[0]).toEqual(left.measurements[0]);
  } finally {
    await next.close();
  }
});
