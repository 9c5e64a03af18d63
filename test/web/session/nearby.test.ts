import { expect, test } from 'vitest';
import type { ExploreReply } from '../../../web/src/api/client.ts';
import {
  nearbyFrom,
  nearbyWords,
  steadyCountWords,
  steadyPairWords,
} from '../../../web/src/session/nearby.ts';

type Reply = ExploreReply<'robustness'>;
function reply(draws: number, held: number[], partial = false): Reply {
  const pairs: [number, number][] = held.map((_, at) => [at, at]);
  return {
    participants: [],
    mentors: [],
    pairs: null,
    partial,
    note: null,
    answer: {
      format: 'mile-robustness/1',
      participants: ['ana', 'ben', 'cho'],
      mentors: ['olga', 'pia', 'quinn'],
      seed: 1,
      draws,
      spread: 0.3,
      pairs,
      held,
      wholeHeld: 0,
      radius: { weight: { numerator: 0, denominator: 1 }, proven: true, limit: null },
      sentence: '',
    } as Reply['answer'],
  };
}
const ana = { participant: 'ana', mentor: 'olga' };
const ben = { participant: 'ben', mentor: 'pia' };

test('a pair says in how many nearby weightings it holds, never rounded up', () => {
  const nearby = nearbyFrom(reply(500, [499, 474, 475]));
  if (!nearby) throw new Error('there were draws');
  expect(nearbyWords(nearby, ana)).toBe(
    'Stays together in 99\u00a0% of 500 tries with slightly other weights.',
  );
  expect(steadyPairWords(nearby, ana)).toBe(nearbyWords(nearby, ana));
  // 94.8 % is not 95 %, 475 of 500 is.
  expect(steadyPairWords(nearby, ben)).toBeUndefined();
  expect(steadyCountWords(nearby)).toBe('2 steady pairs');
  expect(nearbyWords(nearby, { participant: 'ana', mentor: 'pia' })).toBeUndefined();
});

test('a part of the weightings is told as a part, and none as nothing', () => {
  const nearby = nearbyFrom(reply(120, [120, 0, 0], true));
  if (!nearby) throw new Error('there were draws');
  expect(nearbyWords(nearby, ana)).toBe(
    'Stays together in 100\u00a0% of 120 tries with slightly other weights (more were not tried in the time).',
  );
  expect(steadyCountWords(nearby)).toBe('about 1 steady pair');
  expect(nearbyFrom(reply(0, [], true))).toBeUndefined();
});
