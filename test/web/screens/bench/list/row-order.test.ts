import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeGroups } from '../../../../../web/src/session/change-groups.ts';
import {
  holdSections,
  rowsIn,
  sectionsOf,
  SORTS,
  type Sort,
} from '../../../../../web/src/screens/bench/list/row-order.ts';
import { rowsOf, type Baseline } from '../../../../../web/src/session/differences.ts';
import { matchOf, pairOf } from '../../../../support/web/matching.ts';

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
const after = matchOf(
  [
    ['ana', 'olga'],
    ['ben', 'quinn'],
    ['cho', 'pia'],
    ['dee', 'tom'],
  ],
  ['eli'],
);
const swapped = rowsOf(after, BEFORE);
const fitOf = () => 50;
const groups = changeGroups({ pairs: BEFORE.pairs, fitOf: () => 60 }, { pairs: after.pairs, fitOf }, nameOf);
const inOrder = (sort: Sort, find = '') => ({ sort, find, nameOf, fitOf, groups, labelOf: undefined });

test('unmatched people stand on top, then changes swap by swap with what each costs, then the rest', () => {
  const sections = sectionsOf(swapped, inOrder('changes'));
  expect(
    sections.map(({ title, blocks }) => [
      title,
      ...blocks.map((block) => [block.title, ...block.rows.map((row) => row.participant)]),
    ]),
  ).toEqual([
    [
      'Unmatched (1)',
      ['Group 2: 1 participant, 1 pair fewer, −60.0 points; eli left without a mentor', 'eli'],
    ],
    [
      'Changed (3) in 2 groups',
      ['Group 1: 1 participant, −10.0 points', 'dee'],
      ['Group 3: 2 participants, −20.0 points', 'ben', 'cho'],
    ],
    ['Unchanged (1)', [undefined, 'ana']],
  ]);
});

test('where nothing changed the rest is not said to be unchanged', () => {
  const same = sectionsOf(rowsOf(after, { ...BEFORE, pairs: after.pairs }), {
    ...inOrder('changes'),
    groups: [],
  });
  expect(same.map(({ title }) => title)).toEqual(['Unmatched (1)', 'Matched (4)']);
});

test('groups by an answer keep unmatched people on top and say how many changed', () => {
  const labelOf = (id: string) => (id < 'c' ? 'North' : id < 'd' ? '' : 'South');
  const sections = sectionsOf(swapped, { ...inOrder('changes'), labelOf });
  expect(sections.map(({ title }) => title)).toEqual([
    'Unmatched (1)',
    'North (2), 1 changed',
    'South (1), 1 changed',
    'No answer (1), 1 changed',
  ]);
});

test('in every order everybody stands in the list once', () => {
  for (const sort of Object.keys(SORTS) as Sort[]) {
    const people = rowsIn(sectionsOf(swapped, inOrder(sort))).map((row) => row.participant);
    expect(people.sort()).toEqual(['ana', 'ben', 'cho', 'dee', 'eli']);
  }
});

test('a name finds participants and mentors', () => {
  const found = rowsIn(sectionsOf(swapped, inOrder('participant', ' OL')));
  expect(found.map((row) => row.participant)).toEqual(['ana']);
});

test('while a slider moves everybody keeps the place and shows the newest mentor', () => {
  const settled = sectionsOf(
    rowsOf(matchOf(BEFORE.pairs.map((one) => [one.participant, one.mentor])), BEFORE),
    { ...inOrder('changes'), groups: [] },
  );
  const mentors = fc.shuffledSubarray(['olga', 'pia', 'quinn', 'rae', 'sam'], { minLength: 5 });
  fc.assert(
    fc.property(mentors, (now) => {
      const pairs = ['ana', 'ben', 'cho', 'dee', 'eli'].map((one, index) => [one, now[index] ?? ''] as const);
      const held = rowsIn(holdSections(settled, rowsOf(matchOf(pairs), BEFORE)));
      expect(held.map((row) => [row.participant, row.pair?.mentor])).toEqual(pairs);
    }),
  );
});
