import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import type { Progress } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { mediumProblem } from '../support/medium-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

describe('a search that is watched', () => {
  it('tells matches that are there, each with how near it must be', () => {
    const told: Progress[] = [];
    for (let seed = 0; seed < 120; seed += 1) {
      const problem = mediumProblem(seed, {
        participants: 12,
        mentors: 9,
        bestScore: 100,
        capacity: 2,
        quotas: 2,
        levels: ['matched', 'score'],
      });
      solve(problem, { engines, engine: 'auto', onProgress: (progress) => told.push(progress) });
    }
    for (const { pairs, matched, relativeGap } of told) {
      expect(pairs).toHaveLength(matched);
      expect(relativeGap).toBeGreaterThanOrEqual(0);
      expect(relativeGap).toBeLessThan(Infinity);
    }
    expect(told.length).toBeGreaterThan(100);
  });

  it('stops between the stages of leximin with the match so far and the bounds that it has', () => {
    let cut = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const problem = mediumProblem(seed, {
        participants: 20,
        mentors: 20,
        bestScore: 200,
        capacity: 1,
        quotas: 0,
        levels: ['matched', 'leximin', 'score'],
      });
      let asked = 0;
      const stopping = { engines, engine: 'auto' as const, isCancelled: () => (asked += 1) > 5 };
      const outcome = solve(problem, stopping);
      expect({ seed, ...verify(problem, outcome) }).toMatchObject({ seed, reason: null });
      if (outcome.status === 'feasible') cut += 1;
    }
    expect(cut).toBeGreaterThan(20);
  });
});
