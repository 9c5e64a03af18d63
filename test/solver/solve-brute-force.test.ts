import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { bruteForce, compare } from '../support/brute-force.ts';
import type { BruteForce } from '../support/brute-force.ts';
import { smallProblem } from '../support/random-problem.ts';

const PROBLEMS = 2_000;

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function valuesOf(problem: Problem, { matched, score, pairs }: MatchedOutcome): BruteForce {
  const scores = pairs.map(([participant, mentor]) => {
    const pair = Array.from(problem.pairs.participant).findIndex(
      (end, index) => end === participant && problem.pairs.mentor[index] === mentor,
    );
    return problem.pairs.score[pair] as number;
  });
  return { matched, score, scores: scores.sort((a, b) => a - b) };
}

describe.each(['auto', 'glpk', 'highs'] as const)('every choice of pairs, tried one by one, against %s', (engine) => {
  it(`agrees on ${PROBLEMS} small problems, each proven to the checker`, () => {
    const seen = { optimal: 0, infeasible: 0, quotas: 0, minima: 0, pins: 0, leximin: 0, weakest: 0 };
    for (let seed = 0; seed < PROBLEMS; seed += 1) {
      const problem = smallProblem(seed);
      const best = bruteForce(problem);
      const outcome = solve(problem, { engines, engine });
      const told =
        outcome.status === 'optimal' && best && compare(problem.levels, valuesOf(problem, outcome), best);
      expect({ seed, status: outcome.status, told }).toEqual(
        best ? { seed, status: 'optimal', told: 0 } : { seed, status: 'infeasible', told: false },
      );
      expect({ seed, ...verify(problem, outcome) }).toMatchObject({ seed, proven: true, reason: null });
      seen[best ? 'optimal' : 'infeasible'] += 1;
      if (problem.quotas.length > 0) seen.quotas += 1;
      if ([...problem.participants, ...problem.mentors].some(({ min }) => min > 0)) seen.minima += 1;
      if (problem.pinned.length > 0) seen.pins += 1;
      if (best && problem.levels.includes('leximin')) seen.leximin += 1;
      if (best && problem.levels.includes('weakest')) seen.weakest += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(PROBLEMS / 10);
  });
});
