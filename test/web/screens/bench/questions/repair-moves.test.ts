import { expect, test } from 'vitest';
import { couplesOf, moveWords } from '../../../../../web/src/screens/bench/moves.ts';
import { pointWords, repairMoves } from '../../../../../web/src/screens/bench/questions/repair-moves.ts';

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
  const moves = repairMoves(before, couplesOf(pairs, ids), 'marta');
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
  expect(repairMoves(before, couplesOf(pairs, ids), 'ines')).toEqual([]);
  expect([0, 1, 2].map((moved) => pointWords({ moved }))).toEqual([
    'Move nobody else',
    'Move 1 other',
    'Move 2 others',
  ]);
});
