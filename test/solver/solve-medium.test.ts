import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Level, Problem, ProblemQuota } from '#solver/contract/problem.ts';
import { solve } from '#solver/solve.ts';
import { randomProblem, seededRandom } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** About 30 by 30; two of three have quotas that bind: a share of some pairs, a cap on others, a total that some have to reach. */
function mediumProblem(seed: number): Problem {
  const bestScore = seed % 2 === 0 ? 1_000 : 20;
  const problem = randomProblem(seed, {
    participants: 25 + (seed % 8),
    mentors: 25 + (seed % 7),
    density: 0.3 + 0.1 * (seed % 6),
    bestScore,
    capacity: 1 + (seed % 3),
    quotas: 0,
    minima: seed % 5 === 0 ? 0.1 : 0,
    pins: seed % 4 === 0 ? 2 : 0,
    levels: levelsOf(seed),
  });
  const random = seededRandom(seed + 1);
  const quotas = Array.from({ length: seed % 3 === 0 ? 0 : 1 + (seed % 4) }, (_, index): ProblemQuota => {
    const pairs = Array.from({ length: problem.pairs.score.length }, (_, pair) => pair).filter(
      () => random() < 0.4,
    );
    const ones = pairs.map(() => 1);
    if (index % 3 === 0) return { id: `share ${index}`, sense: '>=', bound: 14, pairs, coefficients: ones };
    if (index % 3 === 1) return { id: `cap ${index}`, sense: '<=', bound: 9, pairs, coefficients: ones };
    const coefficients = pairs.map((pair) => problem.pairs.score[pair] as number);
    return { id: `total ${index}`, sense: '>=', bound: 11 * bestScore, pairs, coefficients };
  });
  return { ...problem, quotas };
}

function levelsOf(seed: number): Level[] {
  if (seed % 30 === 0) return ['matched', 'leximin'];
  return seed % 10 === 5 ? ['matched', 'weakest', 'score'] : ['matched', 'score'];
}

const seen = { optimal: 0, infeasible: 0, branched: 0 };

/** The values of all levels, with either engine. */
function valuesWith(engine: 'glpk' | 'highs', problem: Problem) {
  const outcome = solve(problem, { engines, engine });
  if (outcome.status !== 'optimal') return { status: outcome.status };
  const { steps } = outcome.certificate;
  if (steps.some(({ proof }) => proof.kind === 'branch')) seen.branched += 1;
  const values = steps.map(({ level, threshold, value }) => ({ level, threshold, value }));
  return { status: outcome.status, values };
}

describe('300 medium problems have the same values with glpk and with highs, all proven', () => {
  it.each([0, 50, 100, 150, 200, 250])('50 from %i', (first) => {
    for (let seed = first; seed < first + 50; seed += 1) {
      const problem = mediumProblem(seed);
      const glpk = valuesWith('glpk', problem);
      expect({ seed, ...valuesWith('highs', problem) }).toEqual({ seed, ...glpk });
      expect(['optimal', 'infeasible']).toContain(glpk.status);
      seen[glpk.status === 'infeasible' ? 'infeasible' : 'optimal'] += 1;
    }
  });

  it('of all kinds: solved, infeasible, and proven by branching', () => {
    expect(seen.optimal).toBeGreaterThan(200);
    expect(seen.infeasible).toBeGreaterThan(3);
    expect(seen.branched).toBeGreaterThan(20);
  });
});
