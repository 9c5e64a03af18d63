import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { EngineName, Outcome } from '#solver/contract/outcome.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { mediumProblem } from '../support/medium-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** 20 to 36 a side, every sixth up to 60; two of three have quotas. */
function problemOf(seed: number): Problem {
  const spread = seed % 6 === 1 ? 41 : 17;
  return mediumProblem(seed, {
    participants: 20 + ((seed * 7) % spread),
    mentors: 20 + ((seed * 11) % spread),
    bestScore: seed % 2 === 0 ? 1_000 : 20,
    capacity: 1 + (seed % 3),
    quotas: seed % 3 === 0 ? 0 : 1 + (seed % 4),
    levels: levelsOf(seed),
  });
}

function levelsOf(seed: number): Level[] {
  if (seed % 30 === 0) return ['matched', 'leximin'];
  return seed % 10 === 5 ? ['matched', 'weakest', 'score'] : ['matched', 'score'];
}

const seen = {
  pure: 0,
  optimal: 0,
  infeasible: 0,
  branched: 0,
  minima: 0,
  pins: 0,
  leximin: 0,
  weakest: 0,
  large: 0,
};

function count(problem: Problem, outcome: Outcome): void {
  const { participants, mentors, quotas, pinned, levels } = problem;
  seen[outcome.status === 'infeasible' ? 'infeasible' : 'optimal'] += 1;
  if (quotas.length === 0) seen.pure += 1;
  if ([...participants, ...mentors].some(({ min }) => min > 0)) seen.minima += 1;
  if (pinned.length > 0) seen.pins += 1;
  if (levels.includes('leximin')) seen.leximin += 1;
  if (levels.includes('weakest')) seen.weakest += 1;
  if (Math.max(participants.length, mentors.length) > 40) seen.large += 1;
  if (outcome.status !== 'optimal') return;
  const { steps } = outcome.certificate;
  if (steps.some(({ proof }) => proof.kind !== 'bound')) seen.branched += 1;
}

/** The values of all levels; of a problem without quotas the pairs as well, since the choice among ties is everybody's. */
function answer(problem: Problem, outcome: Outcome) {
  if (outcome.status !== 'optimal') return { status: outcome.status };
  const values = outcome.certificate.steps.map(({ level, threshold, value }) => ({
    level,
    threshold,
    value,
  }));
  return { status: outcome.status, values, pairs: problem.quotas.length === 0 ? outcome.pairs : 'any' };
}

describe('300 medium problems have the same answer with auto, glpk and highs, all proven', () => {
  it.each([0, 50, 100, 150, 200, 250])('50 from %i', (first) => {
    for (let seed = first; seed < first + 50; seed += 1) {
      const problem = problemOf(seed);
      const solved = (engine: EngineName) => {
        const outcome = solve(problem, { engines, engine });
        expect({ seed, ...verify(problem, outcome) }).toMatchObject({ seed, proven: true, reason: null });
        return outcome;
      };
      const glpk = solved('glpk');
      const expected = { seed, ...answer(problem, glpk) };
      expect({ seed, ...answer(problem, solved('auto')) }).toEqual(expected);
      expect({ seed, ...answer(problem, solved('highs')) }).toEqual(expected);
      count(problem, glpk);
    }
  });

  it('of all kinds: solved, infeasible, and proven by branching', () => {
    expect(seen.optimal).toBeGreaterThan(200);
    expect(seen.pure).toBe(100);
    expect(Math.min(seen.minima, seen.pins, seen.weakest, seen.large)).toBeGreaterThanOrEqual(30);
    expect(seen.leximin).toBe(10);
    expect(seen.infeasible).toBeGreaterThan(3);
    expect(seen.branched).toBeGreaterThan(20);
  });
});
