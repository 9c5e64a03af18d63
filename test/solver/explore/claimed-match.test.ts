import { describe, expect, it } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { claimedMatch } from '#solver/explore/comparison/claimed-match.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { endsOf } from '../../support/best-choices.ts';
import { feasibleChoices } from '../../support/brute-force.ts';
import { seededRandom, smallProblem } from '../../support/random-problem.ts';

const engines = await loadEngines();
const UNKNOWN: Outcome = {
  format: 'mile-result/1',
  status: 'unknown',
  reason: 'Nobody looked.',
  engine: 'none',
  timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
};

describe('a match that nobody searched for', () => {
  it('is a result that the checker accepts, best only where it is one, on 400 small problems', () => {
    let [claimed, best, short, unproven] = [0, 0, 0, 0];
    for (let seed = 0; seed < 400; seed += 1) {
      const problem = smallProblem(seed);
      const choices = [...feasibleChoices(problem)];
      if (choices.length === 0) continue;
      const random = seededRandom(seed);
      const found = solve(problem, { engines, engine: 'auto' });
      const answers: Outcome[] = [found, UNKNOWN];
      for (const answer of answers) {
        const choice = choices[Math.floor(random() * choices.length)] as (typeof choices)[number];
        const claim = claimedMatch(problem, endsOf(problem, choice), answer);
        const { feasible, proven, reason } = verify(problem, {
          ...claim,
          engine: 'hand',
          timings: UNKNOWN.timings,
        });
        expect({ feasible, reason }, `seed ${seed}`).toEqual({ feasible: true, reason: null });
        claimed += 1;
        if (claim.status === 'optimal') {
          expect(proven).toBe(true);
          best += 1;
        }
        if (answer === UNKNOWN) unproven += claim.status === 'feasible' ? 1 : 0;
        else if (claim.status === 'feasible') {
          expect(claim.relativeGap).toBeGreaterThan(0);
          short += 1;
        }
      }
    }
    for (const count of [claimed, best, short, unproven]) expect(count).toBeGreaterThan(40);
  });

  it('knows the true distance from the best number and the best total', () => {
    let compared = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = { ...smallProblem(seed), levels: ['matched' as const, 'score' as const] };
      const found = solve(problem, { engines, engine: 'auto' });
      if (found.status !== 'optimal') continue;
      for (const choice of [...feasibleChoices(problem)].slice(0, 3)) {
        const claim = claimedMatch(problem, endsOf(problem, choice), found);
        expect(claim.bound.matched).toBe(found.matched);
        if (claim.matched !== found.matched) continue;
        expect(claim.bound.score).toBe(found.score);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });
});
