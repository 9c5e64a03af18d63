import { describe, expect, test } from 'vitest';
import type { PublicField } from '#solver/contract/api/intake.ts';
import { complaintsOf, typedOf, valuesOf } from '../../../web/src/public/answers.ts';
import { datesOf, monthsLater } from '../../../web/src/public/day-words.ts';
import { neededSentence } from '../../../web/src/public/needed-words.ts';
import { parsePublicRoute, publicAddress } from '../../../web/src/public/public-route.ts';

const field = (id: string, kind: PublicField['kind'], more: Partial<PublicField> = {}): PublicField => ({
  ...{ id, kind, label: id, help: null, required: false, confidential: false, isKey: false },
  ...{ unit: null, min: null, max: null, whole: false, choices: [], ...more },
});
const FIELDS = [
  field('name', 'name', { required: true }),
  field('email', 'email'),
  field('years', 'number', { min: 0, max: 70, whole: true }),
  field('excluded', 'people'),
  field('goals', 'ranking'),
  field('kickoff', 'yesNo'),
];

test('what was typed becomes answers; what is empty becomes none', () => {
  const typed = {
    ...{ name: ' Ana ', email: '  ', years: '7', excluded: 'Olga\n\n Hill Library \nOlga' },
    ...{ goals: ['b', 'a'], kickoff: false },
  };
  const values = {
    ...{ name: 'Ana', years: 7, excluded: ['Olga', 'Hill Library'], goals: ['b', 'a'], kickoff: false },
  };
  expect(valuesOf(FIELDS, typed)).toEqual(values);
  expect(valuesOf(FIELDS, typedOf(FIELDS, values))).toEqual(values);
  expect(valuesOf(FIELDS, { goals: [] })).toEqual({});
});

describe('complaints', () => {
  test.each([
    [{}, { name: '“name” needs an answer.' }],
    [{ name: 'A', email: 'ana' }, { email: 'Write an e-mail address, like name@example.org.' }],
    [{ name: 'A', years: 'some' }, { years: 'Write a number.' }],
    [{ name: 'A', years: '2.5' }, { years: 'Write a whole number.' }],
    [{ name: 'A', years: '-1' }, { years: 'Write 0 or more.' }],
    [{ name: 'A', years: '71' }, { years: 'Write 70 or less.' }],
    [{ name: 'A', email: 'ana@example.org', years: '70' }, {}],
  ])('%o', (typed, complaints) => expect(complaintsOf(FIELDS, typed)).toEqual(complaints));
});

test('the end is so many months after the kick-off, on the last day of a shorter month', () => {
  expect(monthsLater('2027-06-04', 18)).toBe('2028-12-04');
  expect(monthsLater('2027-08-31', 18)).toBe('2029-02-28');
  expect(datesOf({ kickOff: '2027-06-04', months: 18 })).toEqual([
    { label: 'First meeting', day: 'June 4, 2027' },
    { label: 'End', day: 'December 4, 2028' },
  ]);
  expect(datesOf({ months: 18 })).toEqual([]);
});

test('the banner names what is known', () => {
  expect(neededSentence({ count: 7, regions: ['North'], types: ['Public', 'School'] })).toBe(
    'Mentors still needed: 7 at least. Most helpful: Public or School; North.',
  );
  expect(neededSentence({ count: null, regions: [], types: [] })).toBe('Mentors still needed. Apply today.');
});

test.each([
  { page: 'programmes' },
  { page: 'programme', programmeId: 'minnesota' },
  { page: 'form', programmeId: 'minnesota', side: 'mentor' },
  { page: 'own', token: 'abc' },
] as const)('the address of %o leads back to it', (route) => {
  expect(parsePublicRoute(publicAddress(route).replace('/apply/', ''))).toEqual(route);
});

test.each(['#/nowhere/x', '#/programme/a/nobody', '#/programme/a/mentor/b', '#/programme'])(
  '%s leads nowhere',
  (hash) => expect(parsePublicRoute(hash)).toEqual({ page: 'unknown' }),
);
