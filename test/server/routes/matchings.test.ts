import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explanationReplySchema, matchingReplySchema } from '#solver/contract/api/cohorts.ts';
import type { CohortDetail, MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { canonicalJson, sha256 } from '#server/store/canonical-json.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

const ask = (policy: Policy, changes: object = {}) =>
  service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    cohortVersion: 1,
    policy,
    revision: 7,
    ...changes,
  });

async function matchOf(policy: Policy): Promise<MatchingReply & { matching: FoundMatching }> {
  const reply = await ask(policy);
  expect(reply.status, reply.text.slice(0, 500)).toBe(200);
  const parsed = matchingReplySchema.parse(reply.body);
  expect(parsed.matching.status).toBe('optimal');
  return parsed as MatchingReply & { matching: FoundMatching };
}

test('a sample cohort has people on both sides', () => {
  expect(cohort).toMatchObject({ name: 'Sample cohort', participants: 25, mentors: 30, version: 1 });
});

describe('a what-if', () => {
  test('is answered with the best match, proven, and the revision it was asked with', async () => {
    const { revision, cohortVersion, matching } = await matchOf(cohort.policy);
    expect({ revision, cohortVersion }).toEqual({ revision: 7, cohortVersion: 1 });
    expect(matching.pairs).toHaveLength(matching.matched);
    expect(matching.matched).toBeGreaterThan(0);
    const people = new Set(cohort.participantPeople.map(({ id }) => id));
    for (const pair of matching.pairs) expect(people).toContain(pair.participant);
    expect(matching.pairs.length + matching.unmatchedParticipants.length).toBe(cohort.participants);
  });

  test('whose policy is known is read as strictly as the first time', async () => {
    await matchOf(cohort.policy);
    expect((await ask(cohort.policy, { revision: 8 })).body).toMatchObject({ revision: 8 });
    const wrong = [{ revision: -1 }, { revision: undefined }, { cohortVersion: 'x' }, { colour: 'red' }];
    for (const changes of wrong)
      expect(errorOf(await ask(cohort.policy, changes)).code).toBe('INVALID_INPUT');
    const broken = { ...cohort.policy, colour: 'red' } as Policy;
    for (const reply of [await ask(broken), await ask(broken)])
      expect(errorOf(reply).code).toBe('INVALID_INPUT');
  });

  test('tells the hash of exactly what was solved', async () => {
    const { inputHash } = await matchOf(cohort.policy);
    const side = (people: CohortDetail['mentorPeople']) => people.map(({ id, values }) => ({ id, values }));
    const input = {
      cohort: {
        format: 'mile-cohort/1',
        programme: 'minnesota',
        participants: side(cohort.participantPeople),
        mentors: side(cohort.mentorPeople),
      },
      policy: cohort.policy,
    };
    expect(inputHash).toBe(sha256(canonicalJson(input)));
  });

  test('asked again has the same answer; under another policy another hash', async () => {
    const first = await matchOf(cohort.policy);
    expect(await matchOf(cohort.policy)).toEqual(first);
    const [head, ...rest] = cohort.policy.criteria;
    if (!head) throw new Error('the default policy has criteria');
    const other = await matchOf({
      ...cohort.policy,
      criteria: [{ ...head, weight: head.weight === 1 ? 2 : 1 }, ...rest],
    });
    expect(other.inputHash).not.toBe(first.inputHash);
  });

  test('keeps a pin and leaves out what is forbidden', async () => {
    const { matching } = await matchOf(cohort.policy);
    const [pair] = matching.pairs;
    if (!pair) throw new Error('somebody is matched');
    const decision = { participant: pair.participant, mentor: pair.mentor };
    const without = await matchOf({ ...cohort.policy, forbids: [decision] });
    expect(without.matching.pairs).not.toContainEqual(expect.objectContaining(decision));
    const pinned = await matchOf({ ...cohort.policy, pins: [decision] });
    expect(pinned.matching.pairs).toContainEqual(expect.objectContaining({ ...decision, pinned: true }));
  });

  test('with pins that cannot hold together names them', async () => {
    const [person] = cohort.participantPeople;
    const pins = cohort.mentorPeople
      .slice(0, 2)
      .map((mentor) => ({ participant: person?.id ?? '', mentor: mentor.id }));
    const rules = cohort.policy.rules.map((rule) => ({ ...rule, on: false }));
    const reply = await ask({ ...cohort.policy, rules, pins });
    const { matching } = matchingReplySchema.parse(reply.body);
    if (matching.status !== 'infeasible') throw new Error(`the status is ${matching.status}`);
    expect(matching.clash.map(({ kind }) => kind)).toContain('pin');
    for (const { sentence } of matching.clash) expect(sentence).toMatch(/\w/);
  });

  test('about people who have changed meanwhile is refused with both versions', async () => {
    const reply = await ask(cohort.policy, { cohortVersion: 2 });
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 409,
      code: 'STALE_VERSION',
    });
    expect(errorOf(reply).details).toEqual({ yours: 2, current: 1 });
  });

  test('that makes no sense is refused', async () => {
    const { policy } = cohort;
    const [head] = policy.criteria;
    if (!head) throw new Error('the default policy has criteria');
    const stranger = { participant: 'p_nobody', mentor: 'm_nobody' };
    const bad: [object, number, string][] = [
      [{ policy: { ...policy, criteria: [head, head] } }, 400, 'INVALID_INPUT'],
      [{ policy: { ...policy, pins: [stranger], forbids: [stranger] } }, 400, 'INVALID_INPUT'],
      [{ policy: { ...policy, programme: 'civil-service' } }, 400, 'INVALID_POLICY'],
      [{ policy: { ...policy, pins: [stranger] } }, 422, 'UNKNOWN_PERSON'],
      [{ revision: -1 }, 400, 'INVALID_INPUT'],
      [{ extra: true }, 400, 'INVALID_INPUT'],
    ];
    for (const [changes, status, code] of bad) {
      const reply = await ask(policy, changes);
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
    }
    for (const weight of ['1e400', '-0.1', '"5"', 'null', '0.1234']) {
      const text = JSON.stringify({
        cohortVersion: 1,
        policy: { ...policy, criteria: [{ ...head, weight: 1234 }] },
        revision: 1,
      });
      const reply = await service.send(
        'POST',
        `/api/cohorts/${cohort.id}/matchings`,
        text.replace('1234', weight),
        { 'content-type': 'application/json' },
      );
      expect({ weight, code: errorOf(reply).code }).toEqual({ weight, code: 'INVALID_INPUT' });
    }
  });
});

describe('a policy with 5,000 pins', () => {
  const pins = Array.from({ length: 5_000 }, (_, index) => ({
    participant: `p_${String(index).padStart(16, '0')}`,
    mentor: `m_${String(index).padStart(16, '0')}`,
  }));

  test.each([
    ['POST', 'matchings', { cohortVersion: 1, revision: 1 }, 422, 'UNKNOWN_PERSON'],
    ['POST', 'exports', { cohortVersion: 1, format: 'csv' }, 422, 'UNKNOWN_PERSON'],
    ['POST', 'match-sets', { cohortVersion: 1, name: 'Pinned' }, 422, 'UNKNOWN_PERSON'],
    ['POST', 'explanations', { cohortVersion: 1, participant: 'p_1', mentor: 'm_1' }, 404, 'NOT_FOUND'],
    ['PUT', 'policy', { basedOn: 9 }, 409, 'STALE_VERSION'],
  ] as const)('reaches the one who judges it: %s %s', async (method, path, rest, status, code) => {
    const body = { ...rest, policy: { ...cohort.policy, pins } };
    expect(JSON.stringify(body).length).toBeGreaterThan(256 * 1024);
    const reply = await service.send(method, `/api/cohorts/${cohort.id}/${path}`, body);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
  });

  test('has a limit all the same', async () => {
    const many = Array.from({ length: 4 }, () => pins).flat();
    const reply = await ask({ ...cohort.policy, pins: many });
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
  });
});

describe('an explanation', () => {
  const explain = (participant: string, mentor: string) =>
    service.send('POST', `/api/cohorts/${cohort.id}/explanations`, {
      cohortVersion: 1,
      policy: cohort.policy,
      participant,
      mentor,
    });

  test('adds up to the fit that the match shows', async () => {
    const { matching } = await matchOf(cohort.policy);
    const [pair] = matching.pairs;
    if (!pair) throw new Error('somebody is matched');
    const reply = await explain(pair.participant, pair.mentor);
    const explanation = explanationReplySchema.parse(reply.body);
    expect(explanation.fit).toBe(pair.fit);
    expect(explanation.allowed).toBe(true);
    expect(explanation.contributions.map(({ points }) => points)).toEqual(pair.points);
  });

  test('of somebody unknown is refused', async () => {
    const reply = await explain('p_nobody', 'm_nobody');
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

describe('/api/solve', () => {
  const problem = {
    format: 'mile-problem/1',
    participants: [{ id: 'p1' }, { id: 'p2' }],
    mentors: [{ id: 'm1' }, { id: 'm2' }],
    pairs: { participant: [0, 0, 1], mentor: [0, 1, 0], score: [812, 640, 77] },
  };
  const json = { 'content-type': 'application/json' };

  test.each(['auto', 'glpk', 'highs'])('gives the result file of the example (%s)', async (engine) => {
    const reply = await service.send('POST', `/api/solve?engine=${engine}`, problem);
    expect(reply.status).toBe(200);
    expect(outcomeSchema.parse(reply.body)).toMatchObject({
      status: 'optimal',
      matched: 2,
      score: 717,
      pairs: [
        [0, 1],
        [1, 0],
      ],
      relativeGap: 0,
    });
  });

  test('refuses what is no problem, before a model is built', async () => {
    const bad: [string, string][] = [
      [JSON.stringify({ ...problem, surprise: 1 }), 'INVALID_PROBLEM'],
      [JSON.stringify(problem).replace('812', 'NaN'), 'INVALID_JSON'],
      [JSON.stringify(problem).replace('812', '1e400'), 'INVALID_PROBLEM'],
      [JSON.stringify(problem).replace('812', '1.5'), 'INVALID_PROBLEM'],
      [JSON.stringify(problem).replace('812', '-1'), 'INVALID_PROBLEM'],
      [JSON.stringify(problem).replace('812', '1000001'), 'INVALID_PROBLEM'],
      [JSON.stringify(problem).replace('[0,0,1]', '[0,0,2]'), 'INVALID_PROBLEM'],
      [
        JSON.stringify(problem).replace('[0,0,1]', '[0,0,0]').replace('[0,1,0]', '[0,1,1]'),
        'INVALID_PROBLEM',
      ],
      [JSON.stringify(problem).replace('{', '{"__proto__":{},'), 'INVALID_PROBLEM'],
      ['', 'INVALID_JSON'],
    ];
    for (const [body, code] of bad) {
      const reply = await service.send('POST', '/api/solve', body, json);
      expect({ body, status: reply.status, code: errorOf(reply).code }).toEqual({ body, status: 400, code });
    }
    const engine = await service.send('POST', '/api/solve?engine=abacus', problem);
    expect({ status: engine.status, code: errorOf(engine).code }).toEqual({
      status: 400,
      code: 'INVALID_INPUT',
    });
  });

  test('takes bodies that other routes refuse', async () => {
    const participants = Array.from({ length: 20_000 }, (_, index) => ({ id: `participant-${index}` }));
    const reply = await service.send('POST', '/api/solve', { ...problem, participants });
    expect(outcomeSchema.parse(reply.body)).toMatchObject({ status: 'optimal', matched: 2 });
  });
});
