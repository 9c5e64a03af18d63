import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, type Api } from '../../../web/src/api/client.ts';
import { PolicySaver, SAVE_AFTER_MS } from '../../../web/src/session/policy-saver.svelte.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

const mine = weighed(shippedPolicy(), [10]);
const later = weighed(shippedPolicy(), [20]);
const theirs = weighed(shippedPolicy(), [90]);

/** A store with one policy, as the service keeps it. */
class Store {
  policy: Policy = shippedPolicy();
  version = 1;
  writes = 0;

  readonly savePolicy: Api['savePolicy'] = async (_id, { policy, basedOn }) => {
    if (basedOn !== this.version) throw new ApiError('STALE_VERSION', 'Somebody else saved in between.');
    this.write(policy as Policy);
    return { policyVersion: this.version };
  };
  readonly cohort = async () => ({ policyVersion: this.version }) as CohortDetail;

  write(policy: Policy): void {
    this.policy = policy;
    this.version += 1;
    this.writes += 1;
  }
}

let store: Store;
let saver: PolicySaver;
beforeEach(() => {
  vi.useFakeTimers();
  store = new Store();
  saver = new PolicySaver({ service: store, cohortId: 'cohort', policyVersion: store.version });
});
afterEach(() => vi.useRealTimers());

test('changes in quick succession are saved once, the last of them', async () => {
  saver.keep(mine);
  saver.keep(later);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(store.policy).toBe(later);
  expect(store.writes).toBe(1);
  expect(saver.state.kind).toBe('saved');
});

test('leaving saves what is not saved yet', async () => {
  saver.keep(mine);
  await saver.flush();
  expect(store.policy).toBe(mine);
});

test('what somebody else saved in between is not written over', async () => {
  store.write(theirs);
  saver.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(saver.state.kind).toBe('conflict');
  saver.keep(later);
  await vi.advanceTimersByTimeAsync(10 * SAVE_AFTER_MS);
  await saver.flush();
  expect(store.policy).toBe(theirs);
});

test('after a conflict ours is written where somebody asks for it, with what changed since', async () => {
  store.write(theirs);
  saver.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  saver.keep(later);
  await saver.overwrite();
  expect(store.policy).toBe(later);
  expect(saver.state.kind).toBe('saved');
});

test('a save that fails says why and can be tried again', async () => {
  const broken = new PolicySaver({
    service: {
      ...store,
      savePolicy: () => Promise.reject(new ApiError('STORAGE_FULL', 'The disk is full.')),
    },
    cohortId: 'cohort',
    policyVersion: 1,
  });
  broken.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(broken.state).toEqual({ kind: 'failed', sentence: 'The disk is full.' });
});
