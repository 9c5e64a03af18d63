import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = { kind: 'preference', participantField: 'people', places: [1000, 700], whenMissing: 200 };
const marta = { name: 'Marta Bérg', email: 'Marta@Example.org', employer: 'Hill Library' };

test.each([
  [['Marta Berg'], 1000],
  [['berg, marta'], 1000],
  [['MARTA@example.org '], 1000],
  [['Somebody Else', 'marta berg'], 700],
  [['One', 'Two', 'Marta Berg'], 0],
  [['Marta Bergman'], 0],
  [['Hill Library'], 0],
])('the list %j gives %i points', (people, points) => {
  expect(judge(criterion, { people }, marta)).toMatchObject({ points, missing: false });
});

test('the sentence says who names whom, without a name', () => {
  expect(judge(criterion, { people: ['x', 'Marta Berg'] }, marta).sentence).toBe(
    'The apprentice names the master in second place.',
  );
  expect(judge(criterion, { people: ['x'] }, marta).sentence).toBe(
    'Neither names the other among the people wished for.',
  );
});

test('who names nobody is missing', () => {
  expect(judge(criterion, {}, marta)).toEqual({
    points: 200,
    missing: true,
    sentence: 'No answer to "People" from the apprentice: counted as 20 % of the points.',
  });
});

test('with both lists the better place counts', () => {
  const mutual = { ...criterion, mentorField: 'people' };
  const ines = { name: 'Ines' };
  const second = { ...ines, people: ['x', 'Marta Berg'] };
  expect(judge(mutual, second, { ...marta, people: ['Ines'] })).toMatchObject({
    points: 1000,
    sentence: 'The master names the apprentice in first place.',
  });
  expect(judge(mutual, ines, { ...marta, people: ['Other'] })).toMatchObject({ points: 0, missing: false });
  expect(judge(mutual, ines, marta)).toMatchObject({ points: 200, missing: true });
});

test('a criterion that names no list is refused', () => {
  expect(() => judge({ ...criterion, participantField: undefined }, {}, {})).toThrow(/names no field/);
});
