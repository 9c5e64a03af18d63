import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchSetSchema } from '#solver/contract/api/cohorts.ts';
import type { Agreement, CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { openStore } from '#server/store/store.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { anyMatchSet } from '../../support/match-set.ts';
import { startService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

async function save(name: string): Promise<MatchSetSummary> {
  const body = { name, cohortVersion: 1, policy: cohort.policy };
  const reply = await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, body);
  expect(reply.status, reply.text).toBe(201);
  return reply.body as MatchSetSummary;
}

const listed = async (id: string): Promise<Agreement | null | undefined> => {
  const list = (await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`)).body as MatchSetSummary[];
  return list.find((set) => set.id === id)?.agreement;
};

const PROBLEM = {
  format: 'mile-problem/1',
  participants: [{ id: 'p1' }, { id: 'p2' }],
  mentors: [{ id: 'm1' }, { id: 'm2' }],
  pairs: { participant: [0, 0, 1], mentor: [0, 1, 0], score: [812, 640, 77] },
};

/** A stored outcome of the problem above; its best is 717 points. */
function outcomeOf(engine: string, score: number) {
  return {
    format: 'mile-result/1',
    status: 'optimal',
    matched: 2,
    score,
    pairs: [
      [0, 1],
      [1, 0],
    ],
    bound: { matched: 2, score },
    relativeGap: 0,
    certificate: { kind: 'levels', steps: [] },
    engine,
    timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
  };
}

function setOf(id: string, cohortId: string, engine: string, score: number, problem: unknown = PROBLEM) {
  return anyMatchSet({
    id,
    cohort_id: cohortId,
    problem_json: JSON.stringify(problem),
    outcome_json: JSON.stringify(outcomeOf(engine, score)),
    matching_json: JSON.stringify({ engine }),
  });
}

test('a saved match is confirmed by another engine than the one that found it, and stays as it was saved', async () => {
  const summary = await save('To be confirmed');
  expect(summary.agreement).toBeNull();
  const before = matchSetSchema.parse((await service.send('GET', `/api/match-sets/${summary.id}`)).body);
  await expect.poll(() => listed(summary.id)).not.toBeNull();
  const set = (await service.send('GET', `/api/match-sets/${summary.id}`)).body as MatchSet;
  expect(set.agreement).toMatchObject({ verdict: 'agrees', engine: 'glpk', matched: set.matched });
  expect(set.agreement?.version).toMatch(/\d/);
  expect('score' in set.matching && set.matching.score).toBe(set.agreement?.score);
  expect(set.matching.engine).not.toContain('glpk');
  expect({ ...set, agreement: null }).toEqual({ ...before, agreement: null });
  const verification = (await service.send('GET', `/api/match-sets/${summary.id}/verification`)).body;
  expect(verification).toMatchObject({ recordIntact: true, proven: true, reason: null });
});

describe('what was stored by others', () => {
  test.each([
    ['flow', 717, { verdict: 'agrees', engine: 'glpk' }],
    ['flow+glpk', 717, { verdict: 'agrees', engine: 'highs' }],
    ['glpk', 716, { verdict: 'differs', engine: 'highs', matched: 2, score: 717 }],
    ['flow', 718, { verdict: 'differs', engine: 'glpk', matched: 2, score: 717 }],
  ])('a match of %s that claims %d points', async (engine, score, expected) => {
    const id = `stored-${engine.replace('+', '-')}-${score}`;
    await service.store.matchSets.add(setOf(id, cohort.id, engine, score));
    await save(`Wakes the lane for ${id}`);
    await expect.poll(() => listed(id)).toMatchObject(expected);
    const alarmed = service.log().includes(`"matchSet":"${id}"`);
    expect(alarmed).toBe(expected.verdict === 'differs');
  });

  test('a problem that cannot be read leaves the question open, once and for all', async () => {
    await service.store.matchSets.add(setOf('stored-damaged', cohort.id, 'flow', 717, {}));
    const after = await save('After the damaged one');
    await expect.poll(() => listed('stored-damaged')).toMatchObject({ verdict: 'unsettled', matched: null });
    await expect.poll(() => listed(after.id)).toMatchObject({ verdict: 'agrees' });
  });
});

test('an alarm says which set, and nothing of its people', () => {
  const alarms = service
    .log()
    .split('\n')
    .filter((line) => line.includes('contradict each other'));
  expect(alarms).toHaveLength(2);
  for (const line of alarms) {
    const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
    expect({ level, msg, isTimed: typeof time }).toEqual({
      level: 50,
      msg: 'two engines contradict each other',
      isTimed: 'number',
    });
    expect(Object.keys(fields).sort()).toEqual(['engine', 'matchSet']);
  }
});

test('what a service that was killed left unconfirmed is taken up by the next', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  await store.cohorts.add({ id: 'cohort-1', name: 'Cohort', programme: 'minnesota', programmeVersion: 1 });
  await store.matchSets.add(setOf('matchset-1', 'cohort-1', 'flow', 717));
  await store.close();
  const killed = await startService(folder);
  await killed.stop('SIGKILL');
  const next = await startService(folder);
  try {
    await expect
      .poll(
        async () => (await (await fetch(`${next.origin}/api/cohorts/cohort-1/match-sets`)).json()) as unknown,
      )
      .toMatchObject([{ id: 'matchset-1', agreement: { verdict: 'agrees', engine: 'glpk', score: 717 } }]);
  } finally {
    await next.stop();
  }
});
