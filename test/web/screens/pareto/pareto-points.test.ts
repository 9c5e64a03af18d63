import { expect, test } from 'vitest';
import type { Pareto, ParetoPoint } from '#solver/contract/explore/pareto.ts';
import { foundBy } from '../../../../web/src/screens/pareto/pareto-points.ts';

const steadier: ParetoPoint = { matched: 1, score: 5, weakest: 5, moved: 0, pairs: [[0, 0]] };
const better: ParetoPoint = { matched: 1, score: 9, weakest: 9, moved: 1, pairs: [[0, 1]] };

const answer = (points: ParetoPoint[], isComplete: boolean): Pareto => ({
  format: 'mile-pareto/1',
  baseline: { matched: 1, score: 5, weakest: 5, keeps: true, isBest: true, dropped: [] },
  fewest: 1,
  points,
  isComplete,
  sentence: '',
});

test('whichever search has found everything is believed, however far the other has come', () => {
  const all = answer([better, steadier], true);
  const some = answer([better], false);
  expect(foundBy(all, some)).toBe(all);
  expect(foundBy(some, all)).toBe(all);
  expect(foundBy(undefined, all)).toBe(all);
  expect(foundBy(all, undefined)).toBe(all);
});

test('two unfinished searches know together what either has found', () => {
  const together = foundBy(answer([steadier], false), answer([better], false));
  expect(together).toMatchObject({ points: [better, steadier], isComplete: false });
});
