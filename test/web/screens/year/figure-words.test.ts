import { expect, test } from 'vitest';
import type { Figures } from '#solver/contract/api/year.ts';
import { signedWords } from '../../../../web/src/charts/intervals.ts';
import { criterionRows, figureColumns } from '../../../../web/src/screens/year/figure-words.ts';

const FIGURES: Figures = {
  relationships: 12,
  participants: 11,
  meetingsPlanned: 24,
  meetingsHeld: 18,
  goals: 0,
  goalsReached: 0,
  rating: 4.5,
  survey: [
    { question: 'fit', label: 'Did you fit?', kind: 'scale', answers: 3, value: null },
    { question: 'again', label: 'Again?', kind: 'yesNo', answers: 8, value: 0.75 },
  ],
};

test('figures say parts, means and shares; what few answered is not told', () => {
  const told = Object.fromEntries(figureColumns(FIGURES).map(({ head, value }) => [head, value]));
  expect(told).toEqual({
    Participants: '11',
    'Meetings held': '18 of 24',
    'Goals reached': '–',
    'How meetings went': '4.5 of 5',
    'Did you fit?': 'too few',
    'Again?': '75 % yes',
  });
});

test('a criterion has an estimate where there is one, and words always', () => {
  const found = { outcome: 'rating' as const, relationships: 20, rho: 0.4, low: 0.1, high: 0.63 };
  const none = { outcome: 'rating' as const, relationships: 4, rho: null, low: null, high: null };
  const rows = criterionRows(
    [
      { criterion: 'topics', label: 'Topics', outcomes: [{ ...found, verdict: 'together' }] },
      { criterion: 'region', label: 'Region', outcomes: [{ ...none, verdict: 'too-few' }] },
    ],
    'rating',
  );
  expect(rows[0]).toMatchObject({ estimate: { value: 0.4, low: 0.1, high: 0.63 } });
  expect(rows[0]?.words).toBe('more points, more of it (20 pairs)');
  expect(rows[1]).toMatchObject({ estimate: undefined, words: 'too few pairs to say (4 pairs)' });
});

test('correlations are written with their sign', () => {
  expect([0.424, -0.1, 0.001].map(signedWords)).toEqual(['+0.42', '−0.10', '0.00']);
});
