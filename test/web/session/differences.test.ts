import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChanged, keptRows, rowsOf, type Baseline } from '../../../web/src/session/differences.ts';
import { matchOf, pairOf } from '../../support/web/matching.ts';

function baselineOf(pairs: readonly (readonly [string, string])[]): Baseline {
  return { name: 'Draft A', pairs: pairs.map(([p, m]) => pairOf(p, m)), criteria: [], names: {} };
}

const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
/** A match of six participants: each has one of eight mentors, or nobody. */
const match = fc
  .shuffledSubarray(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', '', ''], { minLength: 6, maxLength: 6 })
  .map((mentors) => people.map((person, index) => [person, mentors[index] ?? ''] as const));
const matched = (pairs: readonly (readonly [string, string])[]) =>
  pairs.filter(([, mentor]) => mentor !== '');
const alone = (pairs: readonly (readonly [string, string])[]) =>
  pairs.filter(([, mentor]) => mentor === '').map(([person]) => person);

test('every participant has a line; a line is changed exactly where the mentor is another', () => {
  let changes = 0;
  fc.assert(
    fc.property(match, match, (before, now) => {
      const rows = rowsOf(matchOf(matched(now), alone(now)), baselineOf(matched(before)));
      expect(rows.map((row) => row.participant).sort()).toEqual(people);
      const expected = people.filter((_, index) => before[index]?.[1] !== now[index]?.[1]);
      expect(
        rows
          .filter((row) => row.changed)
          .map((row) => row.participant)
          .sort(),
      ).toEqual(expected);
      expect(countChanged(rows)).toBe(expected.length);
      changes += expected.length;
    }),
  );
  expect(changes).toBeGreaterThan(200);
});

test('each line says what happened: the same, another mentor, a first mentor, nobody any more', () => {
  const before = baselineOf([
    ['ana', 'olga'],
    ['ben', 'pia'],
    ['dee', 'quinn'],
  ]);
  const now = matchOf(
    [
      ['ana', 'olga'],
      ['ben', 'quinn'],
      ['cho', 'pia'],
    ],
    ['dee'],
  );
  const told = rowsOf(now, before).map((row) => [
    row.participant,
    row.kind,
    row.former.map((pair) => pair.mentor),
  ]);
  expect(told).toEqual([
    ['ana', 'same', []],
    ['ben', 'moved', ['pia']],
    ['cho', 'new', []],
    ['dee', 'unmatched', ['quinn']],
  ]);
});

test('a participant with two mentors has two lines and counts once', () => {
  const before = baselineOf([
    ['ana', 'olga'],
    ['ana', 'pia'],
  ]);
  const rows = rowsOf(
    matchOf([
      ['ana', 'olga'],
      ['ana', 'quinn'],
    ]),
    before,
  );
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map((row) => row.key)).size).toBe(2);
  expect(countChanged(rows)).toBe(1);
  expect(rows.flatMap((row) => row.former.map((pair) => pair.mentor))).toEqual(['pia']);
});

test('rows that say the same are the very objects of before, those that say something else are new', () => {
  let kept = 0;
  let changed = 0;
  fc.assert(
    fc.property(match, match, match, (first, before, now) => {
      const baseline = baselineOf(matched(first));
      const old = rowsOf(matchOf(matched(before), alone(before)), baseline);
      const fresh = rowsOf(matchOf(matched(now), alone(now)), baseline);
      const rows = keptRows(old, fresh);
      expect(rows).toEqual(fresh);
      for (const row of rows) {
        const same = old.find((one) => JSON.stringify(one) === JSON.stringify(row));
        expect(rows.includes(row) && old.includes(row)).toBe(same !== undefined);
        if (same) kept += 1;
        else changed += 1;
      }
    }),
  );
  expect(Math.min(kept, changed)).toBeGreaterThan(50);
});

test('where every row says the same, under other weights too, the list itself is kept', () => {
  const baseline = baselineOf([['p0', 'm0']]);
  const pairs = [
    ['p0', 'm1'],
    ['p1', 'm0'],
  ] as const;
  const old = rowsOf(matchOf(pairs, ['p2']), baseline);
  const again = matchOf(pairs, ['p2']);
  const rows = rowsOf(
    { ...again, pairs: again.pairs.map((pair) => ({ ...pair, fit: pair.fit / 2 })) },
    baseline,
  );
  expect(keptRows(old, rows)).toBe(old);
  const pinned = { ...again, pairs: again.pairs.map((pair) => ({ ...pair, pinned: !pair.pinned })) };
  expect(keptRows(old, rowsOf(pinned, baseline))).not.toBe(old);
});
