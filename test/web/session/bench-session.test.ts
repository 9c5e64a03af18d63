import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Api } from '../../../web/src/api/client.ts';
import { BenchSession, PAUSE_MS, SETTLE_MS } from '../../../web/src/session/bench-session.svelte.ts';
import { withPin, withWeight } from '../../../web/src/session/policy-edits.ts';
import { clashOf, matchOf } from '../../support/web/matching.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const topics = policy.criteria[0]?.id ?? '';
const weigh = (weight: number) => withWeight(policy, topics, weight);
const first = matchOf([['ana', 'olga']]);
const second = matchOf([['ana', 'pia']]);

/** A service whose answers come when the test says so, in any order. */
class SlowService {
  readonly questions: { revision: number; policy: Policy; answer: (matching: Matching) => Promise<void> }[] =
    [];

  readonly stopRun: Api['stopRun'] = (id) => Promise.resolve({ id });

  readonly match: Api['match'] = (_id, { revision, policy: asked, cohortVersion }) =>
    new Promise<MatchingReply>((resolve) => {
      const answer = async (matching: Matching) => {
        resolve({ revision, cohortVersion, inputHash: '', matching });
        await vi.advanceTimersByTimeAsync(0);
      };
      this.questions.push({ revision, policy: asked as Policy, answer });
    });

  last(): SlowService['questions'][number] {
    const question = this.questions.at(-1);
    if (!question) throw new Error('Nothing was asked.');
    return question;
  }
}

let service: SlowService;
let kept: Policy[];
let session: BenchSession;

beforeEach(async () => {
  vi.useFakeTimers();
  service = new SlowService();
  kept = [];
  const onpolicy = (settled: Policy) => void kept.push(settled);
  session = new BenchSession({ service, cohortId: 'cohort', cohortVersion: 1, policy, onpolicy });
  session.ask();
  await service.last().answer(first);
  return () => vi.useRealTimers();
});

test('the first answer is shown and settled', () => {
  expect(session.shown?.match).toBe(first);
  expect(session.settled?.match).toBe(first);
  expect(session.busy).toBe(false);
});

test('an answer to an older change never takes the place of a newer one', async () => {
  session.change(weigh(1), 'one');
  const older = service.last();
  session.change(weigh(2), 'two');
  await service.last().answer(second);
  await older.answer(first);
  expect(session.shown?.match).toBe(second);
  expect(session.policy).toBe(session.standing);
});

test('the last match stays while the next is on its way', () => {
  session.change(weigh(1), 'one');
  expect(session.busy).toBe(true);
  expect(session.shown?.match).toBe(first);
});

test('a drag asks at most once in a pause, is one step to undo, and is kept once', async () => {
  for (const weight of [7.9, 7.8, 7.7, 7.6]) session.move(weigh(weight), `8 → ${weight}`);
  expect(service.questions).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(service.questions).toHaveLength(2);
  expect(service.last().policy).toEqual(weigh(7.6));
  session.settle();
  expect(kept).toEqual([weigh(7.6)]);
  expect(session.undoable).toBe('8 → 7.6');
  session.undo();
  expect(session.policy).toBe(policy);
  session.redo();
  expect(session.policy).toEqual(weigh(7.6));
});

test('during a drag the newest answer shows, and the settled match holds the order', async () => {
  session.move(weigh(1), 'one');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await service.last().answer(second);
  expect(session.shown?.match).toBe(second);
  expect(session.settled?.match).toBe(first);
  session.settle();
  expect(session.settled?.match).toBe(second);
  expect(service.questions).toHaveLength(2);
});

test('a thumb that comes back to where it was leaves no step behind', () => {
  session.move(weigh(1), 'one');
  session.move(weigh(8), 'back');
  session.settle();
  expect(session.undoable).toBeUndefined();
});

test('when pins clash the clash is named and the last match stays', async () => {
  session.change(withPin(policy, { participant: 'ana', mentor: 'pia' }), 'pinned');
  await service.last().answer(clashOf('Ana is pinned to Pia.'));
  expect(session.answer?.status).toBe('infeasible');
  expect(session.shown?.match).toBe(first);
});

test('with all weights 0 the match on screen stays; a pin is obeyed even then', async () => {
  const nothing = weighed(policy, []);
  session.change(nothing, 'nothing');
  await service.last().answer({ ...second, allWeightsZero: true });
  expect(session.answer?.allWeightsZero).toBe(true);
  expect(session.shown?.match).toBe(first);
  session.change(withPin(nothing, { participant: 'ana', mentor: 'pia' }), 'pinned');
  await service.last().answer({ ...second, allWeightsZero: true });
  expect(session.shown?.match.pairs).toBe(second.pairs);
});

test('a service that fails leaves the match and says why; asking again mends it', async () => {
  const failing = {
    match: () => Promise.reject(new Error('The service does not answer.')),
    stopRun: service.stopRun,
  };
  const other = new BenchSession({
    service: failing,
    cohortId: 'cohort',
    cohortVersion: 1,
    policy,
    onpolicy: () => undefined,
  });
  other.ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(other.trouble).toEqual(new Error('The service does not answer.'));
  expect(other.busy).toBe(false);
  failing.match = service.match as never;
  other.ask();
  expect(other.trouble).toBeUndefined();
  await service.last().answer(second);
  expect(other.shown?.match).toBe(second);
});

describe('a match that is known from before', () => {
  /** Knows the match at a weight of 3, and nothing else. */
  const knowing = () => {
    const knows = new BenchSession({
      service,
      cohortId: 'cohort',
      cohortVersion: 1,
      policy,
      foresee: (asked) => (asked.criteria[0]?.weight === 3 ? second : undefined),
      onpolicy: (settled) => void kept.push(settled),
    });
    knows.ask();
    return knows;
  };

  test('is shown in the drag without a question, and confirmed once it settles', async () => {
    const knows = knowing();
    await service.last().answer(first);
    const before = service.questions.length;
    knows.move(weigh(3), 'three');
    expect(knows.shown?.match).toBe(second);
    expect(knows.busy).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * PAUSE_MS);
    expect(service.questions).toHaveLength(before);
    knows.settle();
    expect(knows.settled?.match).toBe(second);
    expect(service.questions).toHaveLength(before + 1);
    expect(knows.isConfirmed).toBe(false);
    const confirmed = matchOf([['ana', 'pia']]);
    await service.last().answer(confirmed);
    expect(knows.isConfirmed).toBe(true);
    expect(knows.shown?.match).toBe(confirmed);
  });

  test('takes the place of a question that is under way', async () => {
    const knows = knowing();
    await service.last().answer(first);
    knows.move(weigh(1), 'one');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    const late = service.last();
    knows.move(weigh(3), 'three');
    await late.answer(first);
    expect(knows.shown?.match).toBe(second);
  });
});

test('keys that follow each other at once are one step', async () => {
  for (const weight of [7.9, 7.8]) {
    session.move(weigh(weight), `8 → ${weight}`);
    session.rest();
    await vi.advanceTimersByTimeAsync(SETTLE_MS / 2);
  }
  expect(session.undoable).toBeUndefined();
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
  expect(session.undoable).toBe('8 → 7.8');
});

test('a policy that was opened takes the place of the stored one, stores nothing, and can be undone', () => {
  const opened = { policy: weigh(2), action: 'opened from a link' };
  const other = new BenchSession({
    service,
    cohortId: 'cohort',
    cohortVersion: 1,
    policy,
    opened,
    onpolicy: (settled) => void kept.push(settled),
  });
  expect(other.policy).toBe(opened.policy);
  expect(kept).toEqual([]);
  other.undo();
  expect(other.policy).toBe(policy);
});
