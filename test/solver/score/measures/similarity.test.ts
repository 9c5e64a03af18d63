import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'similarity',
  mentorField: 'craft',
  participantFields: [
    { field: 'craft', share: 30 },
    { field: 'nextCraft', share: 70 },
  ],
  table: [{ a: 'wood', b: 'iron', points: 400 }],
  otherwise: 100,
  whenMissing: 450,
};

test('equal options are worth 1000, the table counts in either order, the rest is otherwise', () => {
  const points = (craft: string, mentors: string) =>
    judge(criterion, { craft, nextCraft: craft }, { craft: mentors }).points;
  expect([
    points('wood', 'wood'),
    points('wood', 'iron'),
    points('iron', 'wood'),
    points('clay', 'wood'),
  ]).toEqual([1000, 400, 400, 100]);
});

test('the fields are averaged by their shares', () => {
  // (30 x 1000 + 70 x 400) / 100
  expect(judge(criterion, { craft: 'iron', nextCraft: 'wood' }, { craft: 'iron' }).points).toBe(580);
});

test('a field left open is left out', () => {
  expect(judge(criterion, { nextCraft: 'wood' }, { craft: 'iron' })).toEqual({
    points: 400,
    missing: false,
    sentence: "Next craft (WOOD) and the master's IRON are 40 % alike.",
  });
});

test('without any answer on one side it is missing', () => {
  expect(judge(criterion, {}, { craft: 'iron' })).toMatchObject({ points: 450, missing: true });
  expect(judge(criterion, { craft: 'iron' }, {})).toMatchObject({
    points: 450,
    missing: true,
    sentence: 'No answer to "Craft" from the master: counted as 45 % of the points.',
  });
});

test('a table that names an option of no list is refused', () => {
  const table = [{ a: 'wood', b: 'marble', points: 400 }];
  expect(() => judge({ ...criterion, table }, {}, {})).toThrow(/"marble"/);
});
