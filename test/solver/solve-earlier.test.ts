import { beforeAll, describe, expect, it } from 'vitest';
import type { LevelsCertificate } from '#solver/contract/certificate.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { randomProblem, seededRandom } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function problemOf(seed: number): Problem {
  return randomProblem(seed, {
    participants: 30,
    mentors: 20 + (seed % 20),
    density: 0.5,
    bestScore: 100,
    capacity: 1 + (seed % 3),
    quotas: 0,
    minima: seed % 4 === 0 ? 0.05 : 0,
    pins: seed % 2,
    levels: ['matched', 'score'],
  });
}

/** Some scores a little different, some pairs pinned no more, as after a slider or a decision. */
function changed(problem: Problem, seed: number): Problem {
  const random = seededRandom(seed);
  const score = Array.from(problem.pairs.score, (value) =>
    random() < 0.3 ? Math.max(0, value + Math.round((random() - 0.5) * 20)) : value,
  );
  return { ...problem, pairs: { ...problem.pairs, score }, pinned: [] };
}

function certificateOf(problem: Problem): LevelsCertificate | undefined {
  const outcome = solve(problem, { engines, engine: 'auto' });
  return outcome.status === 'optimal' ? outcome.certificate : undefined;
}

describe('an earlier answer', () => {
  it('changes nothing in the answer, whatever problem it comes from', () => {
    let started = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const before = problemOf(seed);
      const earlier = certificateOf(before);
      if (!earlier) continue;
      // Every third comes from another cohort of other people.
      const now = seed % 3 === 0 ? problemOf(seed + 1_000) : changed(before, seed);
      const cold = solve(now, { engines, engine: 'auto' });
      const warm = solve(now, { engines, engine: 'auto', earlier });
      expect({ seed, ...verify(now, warm) }).toMatchObject({ seed, reason: null });
      if (cold.status !== 'optimal' || warm.status !== 'optimal') {
        expect({ seed, status: warm.status }).toEqual({ seed, status: cold.status });
        continue;
      }
      expect({ seed, pairs: warm.pairs, score: warm.score }).toEqual({
        seed,
        pairs: cold.pairs,
        score: cold.score,
      });
      started += 1;
    }
    expect(started).toBeGreaterThan(150);
  });
});
