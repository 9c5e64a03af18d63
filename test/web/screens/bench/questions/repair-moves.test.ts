import { expect, test } from 'vitest';
import { couplesOf, moveWords } from '../../../../../web/src/screens/bench/moves.ts';
import {
  pointWords,
  repairCostWords,
  repairMoves,
  unmatchedIn,
} from '../../../../../web/src/screens/bench/questions/repair-moves.ts';

const before = [
  { participant: 'ines', mentor: 'marta' },
  { participant: 'kai', mentor: 'jun' },
  { participant: 'pavel', mentor: 'olga' },
];
const ids = { participants: ['ines', 'kai', 'pavel'], mentors: ['jun', 'marta', 'olga'] };
const nameOf = (id: string) => id;

test('the one who lost a mentor stands first, then those who are moved for it', () => {
  const pairs: [number, number][] = [
    [0, 2],
    [2, 0],
  ];
  const moves = repairMoves(before, couplesOf(pairs, ids), ['marta']);
  expect(moves.map((move) => moveWords(move, nameOf))).toEqual([
    'ines: marta → olga',
    'kai: jun → nobody',
    'pavel: olga → jun',
  ]);
});

test('somebody who drops out is not among those who move', () => {
  const pairs: [number, number][] = [
    [1, 0],
    [2, 2],
  ];
  expect(repairMoves(before, couplesOf(pairs, ids), ['ines'])).toEqual([]);
  expect([0, 1, 2].map((moved) => pointWords({ moved }))).toEqual([
    'Move nobody else',
    'Move 1 other',
    'Move 2 others',
  ]);
});

test('who has nobody afterwards is told, but not who dropped out', () => {
  const after = [{ participant: 'kai', mentor: 'jun' }];
  expect(unmatchedIn(after, ids.participants, ['ines'])).toEqual(['pavel']);
  expect(unmatchedIn(after, ids.participants, ['marta'])).toEqual(['ines', 'pavel']);
});

test('a repair costs points or pairs, nothing, or wins where the match before was not the best', () => {
  const policy = { criteria: [] };
  const worth = { matched: 3, score: 0 };
  expect(repairCostWords(worth, { matched: 2, score: 0 }, policy)).toBe('1 matched pair');
  expect(repairCostWords(worth, worth, policy)).toBe('nothing');
  expect(repairCostWords(worth, { matched: 5, score: 0 }, policy)).toBe('2 matched pairs won');
});
