import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, type Api } from '../../../web/src/api/client.ts';
import { forgetNobodysPolicies } from '../../../web/src/session/kept-policies.ts';
import { PolicySaver, SAVE_AFTER_MS } from '../../../web/src/session/policy-saver.svelte.ts';
import { MemoryStorage } from '../../support/web/browser-storage.ts';
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
  vi.stubGlobal('localStorage', new MemoryStorage());
  store = new Store();
  saver = new PolicySaver({
    service: store,
    cohortId: 'cohort',
    policyVersion: store.version,
    reader: 'ana',
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test('after a conflict theirs is adopted: ours is not sent, and the next change goes on top', async () => {
  store.write(theirs);
  saver.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  saver.adopt(store.version);
  await vi.advanceTimersByTimeAsync(10 * SAVE_AFTER_MS);
  expect(store.policy).toBe(theirs);
  expect([saver.unsaved, saver.left()]).toEqual([undefined, undefined]);
  saver.keep(later);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(store.policy).toBe(later);
});

test('what could not be sent is in the browser’s memory until it is, also for another window', async () => {
  const away = { savePolicy: () => Promise.reject(new ApiError('OFFLINE', 'The service does not answer.')) };
  const options = { cohortId: 'cohort', policyVersion: 1, reader: 'ana' };
  const before = new PolicySaver({ ...options, service: away });
  before.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(before.state.kind).toBe('unsent');
  expect(saver.left()).toEqual({ policy: mine, basedOn: 1 });
  expect(new PolicySaver({ ...options, cohortId: 'another', service: away }).left()).toBeUndefined();
  expect(new PolicySaver({ ...options, reader: 'ben', service: away }).left()).toBeUndefined();
  saver.keep(mine);
  await saver.flush();
  expect(saver.left()).toBeUndefined();
  expect(store.policy).toBe(mine);
});

test('a memory that holds something else is no policy', () => {
  localStorage.setItem('mile-policy.ana.cohort.unsent', '{"policy":');
  expect(saver.left()).toBeUndefined();
  localStorage.setItem('mile-policy.ana.cohort.unsent', '{"policy":7}');
  expect(saver.left()).toBeUndefined();
});

test('what an earlier page kept of nobody knows whom is forgotten, and nothing else', () => {
  for (const key of ['mile-unsent-cohort', 'mile-copy-1.2', 'mile-copy-other', 'mile-reader-name'])
    localStorage.setItem(key, '{}');
  saver.keep(mine);
  forgetNobodysPolicies();
  expect(Array.from(localStorage, (_, at) => localStorage.key(at))).toEqual([
    'mile-reader-name',
    'mile-policy.ana.cohort.unsent',
  ]);
});

test('a save that fails says why and can be tried again', async () => {
  const broken = new PolicySaver({
    service: {
      ...store,
      savePolicy: () => Promise.reject(new ApiError('STORAGE_FULL', 'The disk is full.')),
    },
    cohortId: 'cohort',
    policyVersion: 1,
    reader: 'ana',
  });
  broken.keep(mine);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(broken.state).toEqual({ kind: 'failed', sentence: 'The disk is full.' });
});
