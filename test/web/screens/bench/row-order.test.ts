import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdSections, sectionsOf, SORTS, type Sort } from '../../../../web/src/screens/bench/row-order.ts';
import { rowsOf, type Baseline } from '../../../../web/src/session/differences.ts';
import { matchOf, pairOf } from '../../../support/web/matching.ts';

const BEFORE: Baseline = {
  name: 'Draft A',
  criteria: [],
  names: {},
  pairs: [
    ['ana', 'olga'],
    ['ben', 'pia'],
    ['cho', 'quinn'],
    ['dee', 'rae'],
    ['eli', 'sam'],
  ].map(([participant = '', mentor = '']) => pairOf(participant, mentor)),
};
const nameOf = (id: string) => id;
const inOrder = (sort: Sort, find = '') => ({ sort, find, nameOf, fitOf: () => 0 });
const swapped = rowsOf(
  matchOf(
    [
      ['ana', 'olga'],
      ['ben', 'quinn'],
      ['cho', 'pia'],
      ['dee', 'tom'],
    ],
    ['eli'],
  ),
  BEFORE,
);

test('unmatched people stand on top, then changes swap by swap, then the rest', () => {
  const sections = sectionsOf(swapped, inOrder('changes'));
  expect(sections.map(({ title, rows }) => [title, rows.map((row) => row.participant)])).toEqual([
    ['Unmatched (1)', ['eli']],
    ['Changed (3) in 2 independent groups', ['dee', 'ben', 'cho']],
    ['Unchanged (1)', ['ana']],
  ]);
});

test('in every order everybody stands in the list once', () => {
  for (const sort of Object.keys(SORTS) as Sort[]) {
    const people = sectionsOf(swapped, inOrder(sort)).flatMap(({ rows }) =>
      rows.map((row) => row.participant),
    );
    expect(people.sort()).toEqual(['ana', 'ben', 'cho', 'dee', 'eli']);
  }
});

test('a name finds participants and mentors', () => {
  const found = sectionsOf(swapped, inOrder('participant', ' OL')).flatMap(({ rows }) => rows);
  expect(found.map((row) => row.participant)).toEqual(['ana']);
});

test('while a slider moves everybody keeps the place and shows the newest mentor', () => {
  const settled = sectionsOf(
    rowsOf(matchOf(BEFORE.pairs.map((one) => [one.participant, one.mentor])), BEFORE),
    {
      ...inOrder('changes'),
    },
  );
  const mentors = fc.shuffledSubarray(['olga', 'pia', 'quinn', 'rae', 'sam'], { minLength: 5 });
  fc.assert(
    fc.property(mentors, (now) => {
      const pairs = ['ana', 'ben', 'cho', 'dee', 'eli'].map((one, index) => [one, now[index] ?? ''] as const);
      const held = holdSections(settled, rowsOf(matchOf(pairs), BEFORE)).flatMap(({ rows }) => rows);
      expect(held.map((row) => [row.participant, row.pair?.mentor])).toEqual(pairs);
    }),
  );
});
