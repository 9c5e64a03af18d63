import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChanged, rowsOf, type Baseline } from '../../../web/src/session/differences.ts';
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
