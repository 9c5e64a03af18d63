import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Breakpoints } from '#solver/contract/explore/breakpoints.ts';
import { TrackReader } from '../../../web/src/session/track-reader.svelte.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const found: Breakpoints = {
  format: 'mile-breakpoints/1',
  participants: [],
  mentors: [],
  pairs: [],
  criteria: [],
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = () => vi.advanceTimersByTimeAsync(1_000);

test.each([true, false])(
  'tracks that were not found in time are asked for again by whoever turns to a slider, one at a time: %s',
  async (isOne) => {
    const asked: (string | undefined)[] = [];
    const tracks = new TrackReader({
      ask: (_policy, criterion) => {
        asked.push(criterion);
        return asked.length === 1 ? Promise.reject(new Error('The time ended.')) : Promise.resolve(found);
      },
      oneAtATime: () => isOne,
    });
    tracks.attend('topics');
    tracks.about(policy);
    await pass();
    expect(tracks.trouble).toBe('The time ended.');

    tracks.attend('topics');
    await pass();
    expect([tracks.trouble, tracks.known?.policy]).toEqual([undefined, policy]);

    // What is known is not asked for again.
    tracks.attend('topics');
    await pass();
    expect(asked).toEqual(isOne ? ['topics', 'topics'] : [undefined, undefined]);
  },
);
