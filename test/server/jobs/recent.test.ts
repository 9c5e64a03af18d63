import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Recent } from '#server/jobs/recent.ts';

test('what was used last is kept, what has waited longest goes', () => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3);
  expect(recent.get('b')).toBeUndefined();
  expect(recent.get('a')).toBe(1);
  expect(recent.get('c')).toBe(3);
});

test('the kept weight never exceeds the limit, and the value just set is there unless it is too heavy', () => {
  const LIMIT = 20;
  let evictions = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(25))), (steps) => {
      const recent = new Recent<number>(LIMIT, (value) => value);
      const set = new Map<string, number>();
      for (const [key, weight] of steps) {
        recent.set(key, weight);
        set.set(key, weight);
        expect(recent.get(key)).toBe(weight <= LIMIT ? weight : undefined);
      }
      const kept = [...set.keys()].filter((key) => recent.get(key) !== undefined);
      evictions += set.size - kept.length;
      expect(kept.reduce((sum, key) => sum + (set.get(key) as number), 0)).toBeLessThanOrEqual(LIMIT);
    }),
    { numRuns: 300 },
  );
  expect(evictions).toBeGreaterThan(100);
});
