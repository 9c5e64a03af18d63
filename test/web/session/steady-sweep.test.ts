import { beforeEach, expect, test, vi } from 'vitest';
import type { RobustnessSweep } from '#solver/contract/api/sweeps.ts';
import { ApiError } from '../../../web/src/api/client.ts';
import type { SweepApi } from '../../../web/src/api/sweep-api.ts';
import { AGAIN_MS, SteadySweep } from '../../../web/src/session/steady-sweep.svelte.ts';
import { sweepWords } from '../../../web/src/session/sweep-words.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const other = weighed(shippedPolicy(), [20]);

/** Sweeps as the service keeps them; who follows one is told once, and then hears until the line breaks. */
class Sweeps implements SweepApi {
  readonly stopped: string[] = [];
  readonly followed: string[] = [];
  refusal: Error | undefined;
  #begun = 0;
  #lines: (() => void)[] = [];

  begin: SweepApi['begin'] = () => this.#answer({ id: `sweep-${(this.#begun += 1)}` });
  read: SweepApi['read'] = (_, id) => this.#answer(this.#stateOf(id));
  follow: SweepApi['follow'] = async (_, id, { signal, onnow }) => {
    this.followed.push(id);
    onnow(await this.#answer(this.#stateOf(id)));
    await new Promise<void>((resolve) => {
      this.#lines.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  };
  stop: SweepApi['stop'] = (_, id) => {
    this.stopped.push(id);
    return Promise.resolve({ id });
  };

  breakLines(): void {
    for (const breakLine of this.#lines.splice(0)) breakLine();
  }

  #stateOf(id: string) {
    return { id, status: this.stopped.includes(id) ? 'stopped' : 'running', done: 100 } as const;
  }

  #answer(part: Partial<RobustnessSweep> & { id: string }): Promise<RobustnessSweep> {
    if (this.refusal) return Promise.reject(this.refusal);
    const fresh = { createdAt: '', status: 'waiting', done: 0, of: 10_000, secondsLeft: null } as const;
    return Promise.resolve({ ...fresh, answer: null, error: null, ...part });
  }
}

function sweepAbout(service: Sweeps): SteadySweep {
  const sweep = new SteadySweep({ service, cohortId: 'c', cohortVersion: 1 });
  sweep.about(policy);
  return sweep;
}
const rest = (time = 0) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('it is followed while it goes on, and no more once it was stopped', async () => {
  const service = new Sweeps();
  const sweep = sweepAbout(service);
  await sweep.begin();
  await rest();
  expect([sweep.isUnderWay, sweep.sweep?.done]).toEqual([true, 100]);
  await sweep.stop();
  expect([sweep.isUnderWay, sweep.sweep?.status]).toEqual([false, 'stopped']);
  await rest(10 * AGAIN_MS);
  expect(service.followed).toEqual(['sweep-1']);
});

test('a line that breaks is made anew, and tells what came meanwhile', async () => {
  const service = new Sweeps();
  const sweep = sweepAbout(service);
  await sweep.begin();
  await rest();
  service.stopped.push('sweep-1');
  service.breakLines();
  await rest(AGAIN_MS);
  expect([sweep.isUnderWay, sweep.sweep?.status]).toEqual([false, 'stopped']);
  expect(service.followed).toEqual(['sweep-1', 'sweep-1']);
});

test('with another question it is stopped and forgotten, with the same one it stays', async () => {
  const service = new Sweeps();
  const sweep = sweepAbout(service);
  await sweep.begin();
  sweep.about(policy);
  expect([sweep.isUnderWay, service.stopped]).toEqual([true, []]);
  sweep.about(other);
  await rest(10 * AGAIN_MS);
  expect([sweep.sweep, service.stopped, service.followed]).toEqual([undefined, ['sweep-1'], ['sweep-1']]);
});

test('what begins after its question has gone is stopped as well', async () => {
  const service = new Sweeps();
  const sweep = sweepAbout(service);
  const beginning = sweep.begin();
  sweep.about(other);
  await beginning;
  expect([sweep.sweep, sweep.isUnderWay, service.stopped]).toEqual([undefined, false, ['sweep-1']]);
});

test('a service out of reach is asked again; what it refuses is told and ends it', async () => {
  const service = new Sweeps();
  const sweep = sweepAbout(service);
  await sweep.begin();
  await rest();
  service.refusal = new ApiError('OFFLINE', 'The service does not answer.');
  service.breakLines();
  await rest(AGAIN_MS);
  expect([sweep.trouble, sweep.isUnderWay]).toEqual(['The service does not answer.', true]);
  service.refusal = undefined;
  await rest(AGAIN_MS);
  expect([sweep.trouble, sweep.isUnderWay]).toEqual([undefined, true]);
  service.refusal = new ApiError('STALE_VERSION', 'The people have changed.');
  service.breakLines();
  await rest(AGAIN_MS);
  expect([sweep.trouble, sweep.isUnderWay]).toEqual(['The people have changed.', false]);
});

test('the time that is left is told in whole seconds, then in minutes', () => {
  const at = (secondsLeft: number | null) => sweepWords({ done: 4_300, of: 10_000, secondsLeft }, 'tried');
  expect(at(null)).toBe('4,300 of 10,000 tried');
  expect(at(0.2)).toBe('4,300 of 10,000 tried, about 1\u00a0s left');
  expect(at(600)).toBe('4,300 of 10,000 tried, about 10\u00a0min left');
});
