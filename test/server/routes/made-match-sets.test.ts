import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchSetSchema, matchSetSummarySchema } from '#solver/contract/api/cohorts.ts';
import type { CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { madePreviewSchema } from '#solver/contract/api/made.ts';
import type { Made } from '#solver/contract/api/made.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
let best: MatchSet & { matching: FoundMatching };
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
  best = await saved('Best');
});
afterAll(() => service.close());

interface Body {
  name?: string;
  made?: Made;
  policy?: Policy;
}

const post = (path: string, body: Body) =>
  service.send('POST', `/api/cohorts/${cohort.id}/match-sets${path}`, {
    cohortVersion: 1,
    policy: cohort.policy,
    ...body,
  });

async function saved(name: string, body: Body = {}): Promise<MatchSet & { matching: FoundMatching }> {
  const reply = await post('', { name, ...body });
  expect(reply.status, reply.text.slice(0, 500)).toBe(201);
  const { id } = matchSetSummarySchema.parse(reply.body);
  const set = matchSetSchema.parse((await service.send('GET', `/api/match-sets/${id}`)).body);
  if (!('pairs' in set.matching)) throw new Error('a set without pairs');
  return { ...set, matching: set.matching };
}

async function list(): Promise<MatchSetSummary[]> {
  return (await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`)).body as MatchSetSummary[];
}

const couples = (set: { matching: FoundMatching }): Decision[] =>
  set.matching.pairs.map(({ participant, mentor }) => ({ participant, mentor }));

const verification = async (id: string) =>
  (await service.send('GET', `/api/match-sets/${id}/verification`)).body as {
    feasible: boolean;
    proven: boolean;
    reason: string | null;
    recordIntact: boolean;
  };

const REFERENCES: Made[] = [{ kind: 'greedy' }, { kind: 'stable' }, { kind: 'random', seed: 7 }];

describe.each(REFERENCES)('a reference set, $kind', (made) => {
  test('is a match that the checker accepts, no better than the best, with its distance from it', async () => {
    const set = await saved(`Reference ${made.kind}`, { made });
    expect(set.kind).toBe(made.kind);
    expect(await verification(set.id)).toMatchObject({ feasible: true, reason: null, recordIntact: true });
    expect(set.matched).toBeLessThanOrEqual(best.matched);
    if (set.matched === best.matched) {
      expect(set.matching.score).toBeLessThanOrEqual(best.matching.score);
      // The bound is the proven best total, so the gap is the true distance.
      expect(set.matching.bound.score).toBe(best.matching.score);
      expect(set.matching.relativeGap).toBeCloseTo(best.matching.score / set.matching.score - 1, 12);
    } else expect(set.matching.bound.matched).toBe(best.matched);
    expect(set.status).toBe(
      set.matching.score === best.matching.score && set.matched === best.matched ? 'optimal' : 'feasible',
    );
  });

  test('is the same when it is made again', async () => {
    const [one, other] = [await saved('Once', { made }), await saved('Twice', { made })];
    expect(couples(other)).toEqual(couples(one));
  });
});

test('a set that was not searched for waits for no second engine', async () => {
  const set = await saved('Nobody confirms me', { made: { kind: 'greedy' } });
  expect(await service.store.agreements.of(set.id)).toBeUndefined();
  expect(await service.store.agreements.unconfirmed()).not.toContain(set.id);
});

describe('a match by hand', () => {
  test('is kept as it was made, worth what the same pairs are worth in any set', async () => {
    const pairs = couples(best).slice(1);
    const set = await saved('By hand', { made: { kind: 'hand', pairs } });
    expect(couples(set)).toEqual(pairs);
    expect(set.matching.pairs).toEqual(best.matching.pairs.slice(1));
    expect(set.status).toBe('feasible');
    expect(set.matching.bound.matched).toBe(best.matched);
    expect(await verification(set.id)).toMatchObject({ feasible: true, proven: false, reason: null });
  });

  test('that reaches the best is told as it is: nothing is better', async () => {
    const set = await saved('By hand, best', { made: { kind: 'hand', pairs: couples(best) } });
    expect(set).toMatchObject({ kind: 'hand', status: 'optimal' });
    expect(await verification(set.id)).toMatchObject({ feasible: true, proven: true, reason: null });
  });

  test('keeps what rules and decisions would remove, and names what was set aside', async () => {
    const [first, second] = couples(best) as [Decision, Decision];
    const policy: Policy = { ...cohort.policy, forbids: [first] };
    const crossed = { participant: first.participant, mentor: second.mentor };
    const pinning: Policy = { ...policy, pins: [crossed] };
    const before = (await list()).length;
    const made: Made = { kind: 'hand', pairs: couples(best) };
    const preview = madePreviewSchema.parse((await post('/preview', { policy: pinning, made })).body);
    expect(preview.setAside).toEqual(['1 forbidden', '1 pinned']);
    expect(preview.blocked).toEqual([{ ...first, sentences: ['The pair is forbidden.'] }]);
    expect((await list()).length, 'a preview writes nothing').toBe(before);
    const set = await saved('Against decisions', { policy: pinning, made });
    expect(set.policy).toMatchObject({ pins: [], forbids: [] });
    expect(set.matching.explanation).toContain('1 forbidden, 1 pinned');
    expect(await verification(set.id)).toMatchObject({ feasible: true, reason: null });
  });

  test('that breaks a rule is kept with the rule switched off', async () => {
    const rule = cohort.policy.rules.find(({ on }) => on);
    if (!rule) throw new Error('the sample has rules');
    const blocked = await blockedPair();
    const preview = madePreviewSchema.parse(
      (await post('/preview', { made: { kind: 'hand', pairs: [blocked.pair] } })).body,
    );
    expect(preview.blocked).toMatchObject([blocked.pair]);
    const set = await saved('Against a rule', { made: { kind: 'hand', pairs: [blocked.pair] } });
    const off = set.policy.rules.filter(({ on }) => !on).map(({ id }) => id);
    expect(off).toEqual(expect.arrayContaining(blocked.rules));
    expect(set.policy.criteria).toEqual(cohort.policy.criteria);
    expect(await verification(set.id)).toMatchObject({ feasible: true, reason: null });
  });

  /** The first pair in order of people that some rule removes. */
  async function blockedPair(): Promise<{ pair: Decision; rules: string[] }> {
    for (const participant of cohort.participantPeople)
      for (const mentor of cohort.mentorPeople) {
        const pair = { participant: participant.id, mentor: mentor.id };
        const reply = await service.send('POST', `/api/cohorts/${cohort.id}/explanations`, {
          cohortVersion: 1,
          policy: cohort.policy,
          ...pair,
        });
        const { blockedBy } = reply.body as { blockedBy: { rule: string }[] };
        if (blockedBy.length > 0) return { pair, rules: blockedBy.map(({ rule }) => rule) };
      }
    throw new Error('no rule removes anything');
  }

  test.each([
    [
      'somebody who is not there',
      422,
      'UNKNOWN_PERSON',
      (pairs: Decision[]) => [{ ...(pairs[0] as Decision), mentor: 'm_gone' }],
    ],
    ['a pair twice', 422, 'INVALID_RESULT', ([pair]: Decision[]) => [pair, pair] as Decision[]],
    [
      'more mentors than a participant has room for',
      422,
      'INVALID_RESULT',
      ([one, other]: Decision[]) =>
        [one, { participant: one?.participant, mentor: other?.mentor }] as Decision[],
    ],
  ])('is refused with %s, and nothing is written', async (_, status, code, change) => {
    const before = (await list()).length;
    const reply = await post('', { name: 'Wrong', made: { kind: 'hand', pairs: change(couples(best)) } });
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
    expect((await list()).length).toBe(before);
  });
});

describe('an earlier match', () => {
  test('of the same people is kept whole where everything is allowed', async () => {
    const set = await saved('Carried over', { made: { kind: 'earlier', matchSet: best.id } });
    expect(couples(set)).toEqual(couples(best));
  });

  test('of other people leaves nobody, and says how many pairs cannot be had', async () => {
    const other = await service.send('POST', '/api/cohorts/sample', { seed: 9 });
    const { id } = other.body as { id: string };
    const made = await service.send('POST', `/api/cohorts/${id}/match-sets/preview`, {
      cohortVersion: 1,
      policy: cohort.policy,
      made: { kind: 'earlier', matchSet: best.id },
    });
    const preview = madePreviewSchema.parse(made.body);
    expect(preview.matched + preview.dropped.length).toBe(best.matched);
    expect(preview.dropped.length).toBeGreaterThan(0);
    expect(preview.explanation).toContain(`${preview.dropped.length} pairs of it cannot be had now`);
  });

  test('that does not exist is not found', async () => {
    const reply = await post('/preview', { made: { kind: 'earlier', matchSet: 'aaaaaaaaaaaa' } });
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 404, code: 'NOT_FOUND' });
  });
});
