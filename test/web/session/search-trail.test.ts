import { expect, test } from 'vitest';
import type { MatchingProgress } from '#solver/contract/matching.ts';
import { withProgress, type Trail } from '../../../web/src/session/search-trail.ts';
import { matchOf } from '../../support/web/matching.ts';

const found = (level: MatchingProgress['level'], relativeGap: number): MatchingProgress => ({
  ...matchOf([
    ['ana', 'olga'],
    ['ben', 'pia'],
  ]),
  status: 'feasible',
  relativeGap,
  level,
});

test('a search is drawn as what it has and what no match can exceed, from the beginning of each aim', () => {
  let trail: Trail | undefined;
  trail = withProgress(trail, found('matched', 0.5), 1);
  trail = withProgress(trail, found('matched', 0), 2);
  expect(trail.points).toEqual([
    { seconds: 1, best: 2, bound: 3 },
    { seconds: 2, best: 2, bound: 2 },
  ]);
  trail = withProgress(trail, found('score', 0.1), 3);
  expect(trail.level).toBe('score');
  expect(trail.points).toHaveLength(1);
  const fits = found('score', 0).pairs.reduce((sum, { fit }) => sum + fit, 0);
  expect(trail.points[0]?.best).toBe(fits);
  expect(trail.points[0]?.bound).toBeCloseTo(fits * 1.1);
});
