import { expect, test } from 'vitest';
import { tiesFrom } from '../../../web/src/session/ties.ts';

test('pairs told by index are found by the ids of their people', () => {
  const { statusOf } = tiesFrom({
    participants: ['ana', 'bo'],
    mentors: ['olga', 'pia'],
    pairs: { participant: [0, 1, 1], mentor: [1, 0, 1] },
    partial: false,
    note: null,
    answer: {
      format: 'mile-ties/1',
      unique: false,
      count: 2,
      atLeast: 2,
      pairs: ['always', 'sometimes', null],
      partial: false,
      sentence: '',
    },
  });
  expect(statusOf({ participant: 'ana', mentor: 'pia' })).toBe('always');
  expect(statusOf({ participant: 'bo', mentor: 'olga' })).toBe('sometimes');
  expect(statusOf({ participant: 'bo', mentor: 'pia' })).toBeUndefined();
  expect(statusOf({ participant: 'ana', mentor: 'olga' })).toBeUndefined();
});
