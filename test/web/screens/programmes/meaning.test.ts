import { expect, test } from 'vitest';
import { compileCohort } from '#solver/score/compile.ts';
import { explainPair } from '#solver/score/explain.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import {
  likenessOf,
  meaningOf,
  wishMeaning,
} from '../../../../web/src/screens/programmes/measures/meaning.ts';
import { pairsLeft } from '../../../../web/src/screens/programmes/measures/pairs-left.ts';
import { shipped } from '../../../support/imports.ts';

const programme = shipped('minnesota');
const { policy } = programme;

test('answers that are tried have the points that the match counts', () => {
  const criterion = policy.criteria.find(({ kind }) => kind === 'similarity');
  if (criterion?.kind !== 'similarity') throw new Error('Minnesota compares library types');
  const cohort = simulateCohort({ programme, participants: 15, mentors: 15, seed: 3 });
  const compiled = compileCohort(cohort, programme);
  let compared = 0;
  for (const participant of cohort.participants)
    for (const mentor of cohort.mentors) {
      const own = (field: string) => participant.values[field];
      const theirs = mentor.values[criterion.mentorField];
      const isWhole = criterion.participantFields.every(({ field }) => typeof own(field) === 'string');
      if (!isWhole || typeof theirs !== 'string') continue;
      const { contributions } = explainPair(compiled, policy, participant.id, mentor.id);
      const counted = contributions.find((one) => one.criterion === criterion.id)?.points;
      expect(likenessOf(criterion, (field) => String(own(field)), theirs)).toBe(counted);
      compared += 1;
    }
  expect(compared).toBeGreaterThan(50);
});

test('every measure with a table or shares says in a sentence what they come to', () => {
  const told = policy.criteria.filter((criterion) => meaningOf(criterion, programme) !== undefined);
  const kinds = new Set(told.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['ordered-overlap', 'similarity', 'region', 'shared-options', 'preference']));
  const steps = meaningOf(
    {
      ...{ id: 'steps', label: 'Steps', weight: 1, whenMissing: 0, otherwise: 5 },
      ...{ kind: 'rank-gap', participantField: 'a', mentorField: 'b' },
      table: [
        { gap: 0, points: 400 },
        { gap: 1, points: 900 },
      ],
    },
    programme,
  );
  expect(steps).toBe('Best is a mentor 1 step above (900 of 1000 points); what is not here has 5.');
});

test('a wish is told with the words of its form', () => {
  const rule = policy.rules.find(({ kind }) => kind === 'wish');
  if (rule?.kind !== 'wish') throw new Error('Minnesota asks for a wish');
  expect(wishMeaning(rule, programme)).toContain('Who answers “Same type as mine” to “');
});

test('a pair that a table has is not offered again, whichever way round', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, label: id, synonyms: [] }));
  if (!a || !b || !c) throw new Error('three options');
  const left = pairsLeft([a, b, c], [{ a: 'b', b: 'a' }]);
  expect(left.map(({ id, others }) => [id, ...others.map((other) => other.id)])).toEqual([
    ['a', 'c'],
    ['b', 'c'],
    ['c', 'a', 'b'],
  ]);
  expect(pairsLeft([a, b], [{ a: 'a', b: 'b' }])).toEqual([]);
});
