import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { timedOutSchema } from '#solver/contract/api/explore.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

const solverWorker = fileURLToPath(new URL('../../support/failing-solver-worker.ts', import.meta.url));

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess({ solverWorker, solverDeadlineMs: 1_500 });
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

function ask(fault: string, participant = 'p_1') {
  return service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    cohortVersion: 1,
    policy: { ...cohort.policy, forbids: [{ participant, mentor: fault }] },
    revision: 1,
  });
}

/** The time of a question here is short, so that loops end soon: a slow machine may need several times as long to start the next thread. Nothing else is forgiven. */
async function expectNextAnswered(participant: string): Promise<void> {
  const reply = await ask('none', participant);
  if (reply.status === 504 && errorOf(reply).code === 'DEADLINE') return expectNextAnswered(participant);
  expect(reply.status, reply.text).toBe(200);
}

describe('the service outlives its solver', () => {
  test.each([
    ['exit', 500, 'WORKER_FAILED'],
    ['throw', 500, 'WORKER_FAILED'],
    ['loop', 504, 'DEADLINE'],
  ])('%s', async (fault, status, code) => {
    const answer = ask(fault);
    // Meanwhile everything else is answered.
    expect((await service.send('GET', '/healthz')).status).toBe(200);
    expect((await service.send('GET', `/api/cohorts/${cohort.id}`)).status).toBe(200);

    const reply = await answer;
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
    expect(reply.text).not.toContain('Ana Lopez');
    await expectNextAnswered('p_1');
  });

  test('a question whose time ends is an answer that says so, and no fault of the service', async () => {
    for (const question of ['ties', 'robustness']) {
      const reply = await service.send('POST', `/api/cohorts/${cohort.id}/explore/${question}`, {
        cohortVersion: 1,
        policy: { ...cohort.policy, forbids: [{ participant: 'p_1', mentor: 'loop' }] },
        ...(question === 'robustness' && { draws: 10 }),
      });
      expect(reply.status).toBe(200);
      expect(timedOutSchema.parse(reply.body).timedOut.code).toBe('DEADLINE');
    }
  });

  test('a problem that takes too long has an answer all the same: unknown', async () => {
    for (const engine of ['glpk', 'highs']) {
      const reply = await service.send('POST', `/api/solve?engine=${engine}`, {});
      expect(reply.status).toBe(200);
      expect(outcomeSchema.parse(reply.body)).toMatchObject({ status: 'unknown', engine });
    }
  });

  test('where the solver had no time to say which engine it chose, none is named', async () => {
    const late = outcomeSchema.parse((await service.send('POST', '/api/solve', {})).body);
    expect(late).toMatchObject({ status: 'unknown', engine: 'auto' });
  });

  test('more questions than may wait: the rest is told to come back, and the service recovers', async () => {
    const places = Math.max(2, availableParallelism() - 1) + 20;
    const asked = places + 15;
    const replies = await Promise.all(Array.from({ length: asked }, (_, index) => ask('loop', `p_${index}`)));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(15);
    for (const reply of refused) {
      expect(errorOf(reply).code).toBe('BUSY');
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
    await expectNextAnswered('p_2');
  });

  test('the log knows the causes and nobody by name', () => {
    expect(new Set(service.faults.map(({ cause }) => cause))).toEqual(
      new Set(['the thread ended itself', 'TypeError', 'deadline']),
    );
    expect(service.log()).not.toContain('Ana Lopez');
  });
});

test('the same question asked twice at once is solved once', async () => {
  const before = service.faults.length;
  const replies = await Promise.all([ask('exit'), ask('exit')]);
  expect(replies.map(({ status }) => status)).toEqual([500, 500]);
  expect(service.faults.length - before).toBe(1);
});
