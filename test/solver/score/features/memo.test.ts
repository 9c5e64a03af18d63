import { expect, test } from 'vitest';
import { Memo } from '#solver/score/features/memo.ts';

test('a value is made once and forgotten when it was unused for longest', () => {
  const memo = new Memo<string>(2);
  const made: string[] = [];
  const get = (key: string) => memo.get(key, () => `${key}${made.push(key)}`);
  expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual([
    'a1',
    'b2',
    'a1',
    'c3',
    'a1',
    'b4',
  ]);
  expect(memo.size).toBe(2);
});

test('a failure is not kept', () => {
  const memo = new Memo<number>(2);
  expect(() =>
    memo.get('a', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(memo.get('a', () => 3)).toBe(3);
});
