import { expect, test } from 'vitest';
import type { Meeting } from '#solver/contract/api/year.ts';
import { surveySchema } from '#solver/contract/programme/survey.ts';
import { associationsOf } from '#server/year/association.ts';
import type { RelationshipFacts, StoredCheckIn } from '#server/year/facts.ts';
import { figuresOf } from '#server/year/figures.ts';
import type { Followed } from '#server/year/followed.ts';
import { safeGroups } from '#server/year/groups.ts';

const since = { version: 1, publishedAt: '2027-03-01T12:00:00Z', why: '', pairs: [] };
const REPORT: StoredCheckIn = {
  ...{ side: 'participant', meeting: 1, heldOn: '2027-05-10', rating: 4, needsHelp: false },
  ...{ goals: [], note: '', noteFor: 'committee', writtenAt: '2027-05-10T12:00:00Z', revision: 1 },
};

function followed(
  id: number,
  change: Partial<RelationshipFacts> = {},
  states: Meeting['state'][] = [],
): Followed {
  const meetings = states.map((state, at): Meeting => ({
    ...{ number: at + 1, day: '2027-05-12', state, heldOn: null, differs: false },
  }));
  const facts = {
    participant: `p${id}`,
    mentor: `m${id}`,
    since,
    until: null,
    events: [],
    checkIns: [],
    surveys: [],
  };
  return { facts: { ...facts, ...change }, meetings };
}
const rated = (id: number, rating: number) => followed(id, { checkIns: [{ ...REPORT, rating }] });

test('meetings and goals are added up; what is ahead or off does not count; a pair’s goals count once', () => {
  const goals = [
    { text: 'one', reached: true },
    { text: 'two', reached: false },
  ];
  const all = figuresOf(
    [
      followed(
        1,
        {
          checkIns: [
            { ...REPORT, goals },
            { ...REPORT, side: 'mentor', goals },
          ],
        },
        ['held', 'missed', 'ahead'],
      ),
      followed(2, { checkIns: [{ ...REPORT, side: 'mentor', goals }] }, ['held', 'overdue', 'off']),
    ],
    [],
  );
  expect(all).toMatchObject({
    ...{ relationships: 2, participants: 2, meetingsPlanned: 4, meetingsHeld: 2 },
    ...{ goals: 4, goalsReached: 2 },
  });
});

test('of goals that were told again the newest telling counts', () => {
  const first = { ...REPORT, goals: [{ text: 'one', reached: false }] };
  const second = { ...REPORT, meeting: 2, goals: [{ text: 'one', reached: true }] };
  expect(figuresOf([followed(1, { checkIns: [second, first] })], [])).toMatchObject({
    goals: 1,
    goalsReached: 1,
  });
});

test('a mean is told once five people stand behind it', () => {
  const four = [5, 5, 4, 4].map((rating, at) => rated(at, rating));
  expect(figuresOf(four, []).rating).toBeNull();
  expect(figuresOf([...four, rated(9, 2)], []).rating).toBe(4);
  const twice = followed(8, {
    checkIns: [
      { ...REPORT, meeting: 1 },
      { ...REPORT, meeting: 2 },
    ],
  });
  expect(figuresOf([...four.slice(1), twice], []).rating).toBeNull();
});

test('survey answers: means of scales, shares of yes, no words', () => {
  const questions = surveySchema.parse(undefined);
  const answered = [5, 4, 3, 2, 1].map((worthwhile, at) =>
    followed(at, {
      surveys: [
        {
          ...{ side: 'participant', writtenAt: '', revision: 1 },
          answers: { worthwhile, contact: at < 4, best: 'Her calm' },
        },
      ],
    }),
  );
  const { survey } = figuresOf(answered, questions);
  expect(survey.find(({ question }) => question === 'worthwhile')).toMatchObject({ answers: 5, value: 3 });
  expect(survey.find(({ question }) => question === 'contact')).toMatchObject({ answers: 5, value: 0.8 });
  expect(survey.find(({ question }) => question === 'later')).toMatchObject({ answers: 0, value: null });
  expect(JSON.stringify(survey)).not.toContain('calm');
});

test.each([
  ['large groups stand alone', { a: 6, b: 5 }, [['a'], ['b']]],
  ['small ones are put together', { a: 6, b: 3, c: 2 }, [['a'], ['b', 'c']]],
  [
    'what is left out could be told from the whole, so the next one joins',
    { a: 8, b: 6, c: 2 },
    [['a'], ['b', 'c']],
  ],
  ['nothing is told where one group remains', { a: 9, b: 2 }, []],
  ['nothing is told of few people', { a: 2, b: 2 }, []],
])('%s', (_, sizes, expected) => {
  const members = Object.entries(sizes).flatMap(([label, size]) => Array.from({ length: size }, () => label));
  const groups = safeGroups(
    members,
    (label) => label,
    (own) => own.length,
  );
  expect(groups.map(({ labels }) => labels)).toEqual(expected);
  for (const { members: own } of groups) expect(own.length).toBeGreaterThanOrEqual(5);
});

test('a criterion whose points follow the outcome goes together with it; too few and no spread are said', () => {
  const pointed = Array.from({ length: 12 }, (_, at) => ({
    ...followed(at, { checkIns: [{ ...REPORT, rating: 1 + Math.floor(at / 3) }] }, ['held']),
    points: at * 50,
  }));
  const verdicts = (pairs: typeof pointed) =>
    Object.fromEntries(associationsOf(pairs, new Set()).map(({ outcome, verdict }) => [outcome, verdict]));
  expect(verdicts(pointed)).toEqual({
    ...{ meetings: 'no-spread', rating: 'together', goals: 'too-few', survey: 'too-few' },
  });
  expect(verdicts(pointed.map((pair) => ({ ...pair, points: 1000 - pair.points })))).toMatchObject({
    rating: 'against',
  });
  expect(verdicts(pointed.slice(0, 9))).toMatchObject({ rating: 'too-few' });
  const scattered = [3, 9, 1, 7, 11, 5, 0, 8, 2, 10, 4, 6];
  expect(verdicts(pointed.map((pair, at) => ({ ...pair, points: scattered[at] ?? 0 })))).toMatchObject({
    rating: 'unclear',
  });
});
