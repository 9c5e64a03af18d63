import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CohortDetail, MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, type Api } from '../../../web/src/api/client.ts';
import { BenchSession } from '../../../web/src/session/bench-session.svelte.ts';
import { OthersEdits } from '../../../web/src/session/others-edits.svelte.ts';
import { policyChangeWords } from '../../../web/src/session/policy-change-words.ts';
import { PolicySaver, SAVE_AFTER_MS } from '../../../web/src/session/policy-saver.svelte.ts';
import { withPin, withWeight } from '../../../web/src/session/policy-edits.ts';
import { MemoryStorage } from '../../support/web/browser-storage.ts';
import { matchOf } from '../../support/web/matching.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const [topics, distance, third, fourth] = policy.criteria;
if (!topics || !distance || !third || !fourth) throw new Error('the policy has at least four criteria');
const mine = withWeight(policy, topics.id, 9.5);
const theirs = withWeight(policy, distance.id, 0.5);
const ANA = { window: 'window-of-ana', name: 'Ana' };

/** The service's store of one policy. */
class Store {
  policy: Policy = policy;
  version = 1;

  readonly savePolicy: Api['savePolicy'] = async (_id, { policy: saved, basedOn }) => {
    if (basedOn !== this.version) throw new ApiError('STALE_VERSION', 'Somebody else saved in between.');
    this.write(saved as Policy);
    return { policyVersion: this.version };
  };
  readonly cohort: Api['cohort'] = async () =>
    ({ policy: this.policy, policyVersion: this.version }) as CohortDetail;

  write(saved: Policy): void {
    this.policy = saved;
    this.version += 1;
  }
}

/** A window of one reader. */
function open(store: Store, policyVersion = store.version) {
  const told: string[] = [];
  const saver = new PolicySaver({ service: store, cohortId: 'cohort', policyVersion, reader: null });
  const session = new BenchSession({
    service: {
      match: async (_id, { revision, cohortVersion }): Promise<MatchingReply> => ({
        revision,
        cohortVersion,
        inputHash: '',
        matching: matchOf([['ana', 'olga']]),
      }),
      stopRun: async (id) => ({ id }),
    },
    cohortId: 'cohort',
    cohortVersion: 1,
    policy: store.policy,
    onpolicy: (settled) => saver.keep(settled),
  });
  const ontold = (sentence: string) => void told.push(sentence);
  const others = new OthersEdits({
    service: store,
    cohortId: 'cohort',
    reader: null,
    session,
    saver,
    ontold,
  });
  return { saver, session, others, told };
}

let store: Store;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', new MemoryStorage());
  store = new Store();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const pass = () => vi.advanceTimersByTimeAsync(2 * SAVE_AFTER_MS);

test('a colleague’s change appears with who and what; it is not stored again, and undo leads back on top of it', async () => {
  const { session, others, told } = open(store);
  store.write(theirs);
  await others.heard(ANA);
  await pass();
  expect(session.policy).toBe(theirs);
  expect(told).toEqual([`Ana changed ${distance.label}.`]);
  expect([store.version, others.copy]).toEqual([2, undefined]);
  session.undo();
  await pass();
  expect([store.version, store.policy]).toEqual([3, policy]);
});

test('what was not stored yet is kept as a copy, and can be taken up on top of theirs', async () => {
  const { session, others, told } = open(store);
  session.change(mine, 'mine');
  store.write(theirs);
  await others.heard(ANA);
  await pass();
  expect([session.policy, store.policy]).toEqual([theirs, theirs]);
  expect(told).toEqual([expect.stringMatching(/^Ana changed .*\. Yours is kept as “My copy”\.$/)]);
  expect(others.copy).toEqual(mine);
  expect(open(store).others.copy).toEqual(mine);
  others.takeUp();
  await pass();
  expect([store.policy, store.version, others.copy]).toEqual([mine, 3, undefined]);
});

test('whoever saves second learns of it from the service, and nothing is overwritten', async () => {
  const { session, others, saver } = open(store);
  store.write(theirs);
  session.change(mine, 'mine');
  await pass();
  expect(saver.state.kind).toBe('conflict');
  await others.take();
  await pass();
  expect([store.policy, session.policy, others.copy]).toEqual([theirs, theirs, mine]);
  expect(saver.state.kind).toBe('unchanged');
});

test('a slider is not pulled away: the change waits until it is let go', async () => {
  const { session, others } = open(store);
  session.move(mine, 'mine');
  store.write(theirs);
  await others.heard(ANA);
  expect([others.isBehind, session.policy]).toEqual([true, mine]);
  session.settle();
  await others.take();
  expect([others.isBehind, session.policy, others.copy]).toEqual([false, theirs, mine]);
});

test('the same change made twice leaves no copy', async () => {
  const { session, others } = open(store);
  session.change(mine, 'mine');
  store.write(mine);
  await others.heard(ANA);
  expect([others.copy, session.policy]).toEqual([undefined, mine]);
});

describe('what an earlier window could not send', () => {
  beforeEach(() => open(store).saver.keep(mine));

  test('is sent where nobody has stored anything since', async () => {
    const { session, others } = open(store);
    others.recover();
    expect(session.policy).toEqual(mine);
    await pass();
    expect(store.policy).toEqual(mine);
  });

  test('is a copy where somebody has', async () => {
    store.write(theirs);
    store.write(theirs);
    const { session, others } = open(store);
    others.recover();
    await pass();
    expect([store.policy, session.policy]).toEqual([theirs, theirs]);
    expect(others.copy).toEqual(mine);
  });
});

describe('what changed is told in few words', () => {
  const pinned = withPin(policy, { participant: 'p_1', mentor: 'm_1' });
  const all = [topics, distance, third, fourth].reduce((next, { id }) => withWeight(next, id, 3.3), policy);
  test.each<[string, Policy, string]>([
    ['nothing', policy, 'nothing that shows'],
    ['a weight', mine, topics.label],
    ['two', withWeight(mine, distance.id, 0.5), `${topics.label} and ${distance.label}`],
    ['many', all, `${topics.label}, ${distance.label} and 2 more`],
    ['a pin', pinned, 'pins'],
    ['a rule', { ...policy, rules: policy.rules.slice(1) }, policy.rules[0]?.label ?? ''],
  ])('%s', (_, after, words) => {
    expect(policyChangeWords(policy, after)).toBe(words);
  });
});

test('a change of one’s own that is stored before its answer is back is nobody else’s', async () => {
  const answer = Promise.withResolvers<undefined>();
  const store = new (class extends Store {
    override readonly savePolicy: Api['savePolicy'] = async (_id, { policy: saved }) => {
      this.write(saved as Policy);
      await answer.promise;
      return { policyVersion: this.version };
    };
  })();
  const { saver, session, others, told } = open(store);
  session.change(mine, 'Topics moved');
  expect(saver.state.kind).toBe('saving');
  await pass();
  const heard = others.heard(null);
  await vi.advanceTimersByTimeAsync(0);
  answer.resolve(undefined);
  await heard;
  expect([saver.state.kind, saver.version, told, others.copy]).toEqual(['saved', 2, [], undefined]);
  expect(session.undoable).toBe('Topics moved');
});
