import { beforeAll, describe, expect, it } from 'vitest';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { verify } from '#solver/certify/verify.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { mediumProblem } from '../support/medium-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const LEVELS: Level[] = ['matched', 'score'];

function problemOf(seed: number): Problem {
  return mediumProblem(seed, {
    ...{ participants: 24, mentors: 22, bestScore: 400, capacity: 2, quotas: 5 },
    levels: LEVELS,
  });
}

/** A host that wants the search to stop after it was asked so often. */
function stopsAfter(looks: number) {
  let looked = 0;
  return () => (looked += 1) > looks;
}

/** Answers without proof: searches of many problems, each stopped sooner or later. */
function* unproven(seeds: number) {
  for (let seed = 0; seed < seeds; seed += 1)
    for (const looks of [2, 5, 12, 30]) {
      const problem = problemOf(seed);
      const found = solve(problem, { engines, engine: 'auto', isCancelled: stopsAfter(looks) });
      if (found.status === 'feasible') yield { problem, found, seed, looks };
    }
}

describe('a search that goes on from an answer without proof', () => {
  it('is never told a worse match, nor a wider interval, however soon it is stopped; nor is whoever watches it', () => {
    let better = 0;
    let cases = 0;
    for (const { problem, found, seed, looks } of unproven(40)) {
      const gaps: number[] = [];
      const again = solve(problem, {
        ...{ engines, engine: 'auto', from: found },
        isCancelled: stopsAfter(seed % 2 === 0 ? looks : 20 * looks),
        onProgress: ({ matched, relativeGap, level }) => {
          if (level === 'score' && matched === found.matched) gaps.push(relativeGap);
        },
      });
      if (again.status !== 'feasible' && again.status !== 'optimal') throw new Error(again.status);
      expect(verify(problem, again), `seed ${seed}`).toMatchObject({
        reason: null,
        proven: again.status === 'optimal',
      });
      expect(again.matched, `seed ${seed}`).toBeGreaterThanOrEqual(found.matched);
      if (again.matched === found.matched) {
        expect(again.score, `seed ${seed}`).toBeGreaterThanOrEqual(found.score);
        expect(again.relativeGap, `seed ${seed}`).toBeLessThanOrEqual(found.relativeGap);
        if (found.bound.matched === found.matched)
          for (const gap of gaps) expect(gap).toBeLessThanOrEqual(found.relativeGap);
      }
      if (again.score > found.score || again.relativeGap < found.relativeGap) better += 1;
      cases += 1;
    }
    expect(cases).toBeGreaterThan(30);
    expect(better).toBeGreaterThan(10);
  });

  it('reaches the best there is where it has the time', () => {
    let cases = 0;
    for (const { problem, found, seed } of unproven(12)) {
      const [best, again] = [
        solve(problem, { engines, engine: 'auto' }),
        solve(problem, { engines, engine: 'auto', from: found }),
      ];
      if (best.status !== 'optimal' || again.status !== 'optimal') throw new Error(`seed ${seed}`);
      expect([again.matched, again.score], `seed ${seed}`).toEqual([best.matched, best.score]);
      cases += 1;
    }
    expect(cases).toBeGreaterThan(8);
  });

  it('begins anew where the match does not keep the demands', () => {
    const problem = problemOf(1);
    const best = solve(problem, { engines, engine: 'auto' });
    if (best.status !== 'optimal') throw new Error(best.status);
    const broken = { ...best, status: 'feasible' as const, pairs: best.pairs.slice(1) };
    const again = solve(problem, { engines, engine: 'auto', from: broken });
    expect(again).toMatchObject({ status: 'optimal', matched: best.matched, score: best.score });
  });
});
