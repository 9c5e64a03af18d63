import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible, valueOf } from '#solver/program/choice.ts';
import type { Program } from '#solver/program/program.ts';
import { withObjective } from '#solver/program/program.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { quotaWorkshop } from '#solver/engines/quotas/workshop.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { randomProblem, seededRandom, smallProblem } from '../../../support/random-problem.ts';
import { knapsack } from '../../../support/knapsack.ts';

const NO_LIMIT = { remainingMs: () => Infinity };

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** The best value of the objective among all choices, tried one by one; undefined where none keeps the demands. */
function bestByTrying(program: Program): number | undefined {
  const pairs = program.fixed.length;
  let best: number | undefined;
  for (let choice = 0; choice < 2 ** pairs; choice += 1) {
    const x = Uint8Array.from(program.fixed, (_, pair) => (choice >> pair) & 1);
    if (!isFeasible(program, x)) continue;
    best = Math.max(best ?? -Infinity, valueOf(program.objective, x));
  }
  return best;
}

function anyObjective({ fixed }: Program, seed: number): Float64Array {
  const random = seededRandom(seed);
  const kind = seed % 3;
  return Float64Array.from(fixed, () => {
    if (kind === 0) return -Math.round(random());
    const value = Math.floor(random() * 41) - 10;
    return kind === 1 ? value : 5 * value;
  });
}

describe('the quota workshop', () => {
  it('agrees with every choice tried one by one, for objectives of any sign, and bounds what it finds exactly', () => {
    const seen = { optimal: 0, infeasible: 0, known: 0 };
    for (let seed = 0; seed < 900; seed += 1) {
      const problem = smallProblem(seed);
      if (problem.quotas.length === 0 || problem.pairs.score.length > 12) continue;
      const { program: scored } = canonicalProblem(problem);
      const program = withObjective(scored, anyObjective(scored, seed));
      const expected = bestByTrying(program);
      const { maximise } = quotaWorkshop(engines, scored, NO_LIMIT);
      const { best, bound } = maximise(program);
      expect({ seed, value: best?.value, bound }).toEqual({
        seed,
        value: expected,
        bound: expected ?? -Infinity,
      });
      seen[best ? 'optimal' : 'infeasible'] += 1;
      if (!best) continue;
      expect(isFeasible(program, best.x)).toBe(true);
      expect(maximise(program, { value: best.value }).best).toBeUndefined();
      expect(maximise(program, { value: best.value - 1 }).best?.value).toBe(expected);
      seen.known += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(80);
  });

  it('proves knapsacks to the checker, the hardest a single quota can be', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { problem, best } = knapsack(seed, 20, 100);
      const outcome = solve(problem, { engines, engine: 'auto' });
      expect({ seed, ...verify(problem, outcome) }).toMatchObject({
        seed,
        proven: true,
        reason: null,
        score: best,
      });
    }
  });
});

/** Every look at this clock takes a millisecond, so a search can look only so often. */
function tickingClock() {
  let now = 0;
  return () => (now += 1);
}

describe('quotas on larger cohorts', () => {
  const cohort = (seed: number) =>
    randomProblem(seed, {
      participants: 14,
      mentors: 12,
      density: 0.7,
      bestScore: seed % 2 === 0 ? 60 : 1000,
      capacity: 2,
      quotas: 1 + (seed % 4),
      minima: seed % 3 === 0 ? 0.2 : 0,
      pins: seed % 2,
      levels: seed % 5 === 0 ? ['matched', 'weakest', 'score'] : ['matched', 'score'],
    });

  it('reaches what HiGHS reaches on the whole program, proven to the checker', () => {
    const seen = { optimal: 0, infeasible: 0 };
    for (let seed = 0; seed < 60; seed += 1) {
      const problem = cohort(seed);
      const own = solve(problem, { engines, engine: 'auto' });
      const whole = solve(problem, { engines, engine: 'highs' });
      const told = (outcome: typeof own) =>
        outcome.status === 'optimal'
          ? { seed, status: outcome.status, matched: outcome.matched, score: outcome.score }
          : { seed, status: outcome.status };
      expect(told(own)).toEqual(told(whole));
      expect({ seed, ...verify(problem, own) }).toMatchObject({ seed, proven: true, reason: null });
      seen[own.status as keyof typeof seen] += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  it('ends at any look at the clock in a choice that keeps everything and a bound that the best keeps', () => {
    const seen = { optimal: 0, feasible: 0, infeasible: 0, unknown: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const problem = cohort(seed);
      const full = solve(problem, { engines, engine: 'auto' });
      for (const deadlineMs of [1, 4, 9, 16, 25, 60]) {
        const cut = solve(problem, { engines, engine: 'auto', clock: tickingClock(), deadlineMs });
        const verdict = verify(problem, cut);
        expect({ seed, deadlineMs, reason: verdict.reason }).toEqual({ seed, deadlineMs, reason: null });
        seen[cut.status] += 1;
        if (cut.status === 'unknown') continue;
        expect(cut.status === 'infeasible').toBe(full.status === 'infeasible');
        if (cut.status === 'feasible' && full.status === 'optimal')
          expect(cut.bound.matched).toBeGreaterThanOrEqual(full.matched);
      }
    }
    expect(Math.min(seen.optimal, seen.feasible, seen.unknown)).toBeGreaterThan(3);
  });

  it('tells of better choices and lower bounds only, and ends where both meet', () => {
    let told = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      const { program } = canonicalProblem(cohort(seed));
      let [best, bound] = [-Infinity, Infinity];
      const { maximise } = quotaWorkshop(engines, program, NO_LIMIT);
      const found = maximise(program, {
        value: -Infinity,
        listener: (candidate, upper) => {
          told += 1;
          expect(upper).toBeLessThanOrEqual(bound);
          expect(candidate?.value ?? -Infinity).toBeGreaterThanOrEqual(best);
          [best, bound] = [candidate?.value ?? best, upper];
        },
      });
      expect(found.bound).toBe(found.best?.value ?? -Infinity);
    }
    expect(told).toBeGreaterThan(30);
  });
});
