import { describe, expect, it } from 'vitest';
import { maximiseByFlow } from '#solver/engines/flow/maximise.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible, valueOf } from '#solver/program/choice.ts';
import { withObjective } from '#solver/program/program.ts';
import type { Program } from '#solver/program/program.ts';
import { feasibleChoices } from '../../../support/brute-force.ts';
import { randomProblem, seededRandom, smallProblem } from '../../../support/random-problem.ts';

/** Objectives of every kind that the levels ask for: scores, counts of some pairs, losses, both signs. */
function anyObjective(program: Program, seed: number): Float64Array {
  const random = seededRandom(seed);
  const kind = seed % 4;
  return program.objective.map((score) => {
    if (kind === 0) return score;
    if (kind === 1) return random() < 0.5 ? -1 : 0;
    return Math.round((random() - (kind === 2 ? 0.5 : 0.9)) * 40);
  });
}

function pureProblem(seed: number) {
  return { ...smallProblem(seed), quotas: [] };
}

/** Canonical order equals the order of these problems' lists, so pairs keep their numbers. */
function bestByTrying(seed: number, program: Program): number | undefined {
  let best: number | undefined;
  for (const chosen of feasibleChoices(pureProblem(seed))) {
    const value = chosen.reduce((sum, pair) => sum + (program.objective[pair] as number), 0);
    if (best === undefined || value > best) best = value;
  }
  return best;
}

describe('the network search', () => {
  it('agrees with every choice tried one by one, with minima, pins and objectives of any sign, and proves it', () => {
    const seen = { optimal: 0, infeasible: 0, started: 0 };
    for (let seed = 0; seed < 3_000; seed += 1) {
      const { program: scored } = canonicalProblem(pureProblem(seed));
      const program = withObjective(scored, anyObjective(scored, seed));
      const expected = bestByTrying(seed, program);
      const { best, bound, proof } = maximiseByFlow(program);
      expect({ seed, value: best?.value, bound }).toEqual({
        seed,
        value: expected,
        bound: expected ?? -Infinity,
      });
      expect(proof.kind).toBe(best ? 'bound' : 'contradiction');
      seen[best ? 'optimal' : 'infeasible'] += 1;
      if (!best) continue;
      expect(isFeasible(program, best.x)).toBe(true);
      expect(valueOf(program.objective, best.x)).toBe(expected);
      const other = withObjective(program, anyObjective(scored, seed + 1));
      const again = maximiseByFlow(other, { value: -Infinity, start: best.x });
      expect({ seed, value: again.best?.value }).toEqual({ seed, value: bestByTrying(seed, other) });
      seen.started += 1;
    }
    expect(seen.infeasible).toBeGreaterThan(300);
    expect(seen.started).toBeGreaterThan(1_500);
  });

  it('finds nothing where nothing is worth more than what is known, and keeps what it knows', () => {
    const { program } = canonicalProblem(pureProblem(3));
    const { best } = maximiseByFlow(program);
    if (!best) throw new Error('this problem has a match');
    expect(maximiseByFlow(program, { value: best.value }).best).toBeUndefined();
    expect(maximiseByFlow(program, best).best).toEqual(best);
    expect(maximiseByFlow(program, { value: best.value - 1 }).best?.value).toBe(best.value);
  });

  it('gives one value from any start, on larger networks with several partners on both sides', () => {
    const random = seededRandom(5);
    for (let seed = 0; seed < 60; seed += 1) {
      const problem = randomProblem(seed, {
        participants: 25,
        mentors: 20,
        density: 0.4,
        bestScore: seed % 2 === 0 ? 5 : 1000,
        capacity: 3,
        quotas: 0,
        minima: 0.2,
        pins: 2,
        levels: ['score'],
      });
      const { program } = canonicalProblem(problem);
      const cold = maximiseByFlow(program);
      const anything = Uint8Array.from(program.fixed, () => (random() < 0.1 ? 1 : 0));
      const warm = maximiseByFlow(program, { value: -Infinity, start: anything });
      expect(warm.bound).toBe(cold.bound);
    }
  });
});
