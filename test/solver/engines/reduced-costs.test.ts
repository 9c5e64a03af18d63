import { describe, expect, it } from 'vitest';
import { inReducedCosts } from '#solver/engines/reduced-costs.ts';
import { Relaxer } from '#solver/engines/relaxation.ts';
import { restrict } from '#solver/engines/restriction.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { wholePrices } from '#solver/program/prices.ts';
import { withObjective } from '#solver/program/program.ts';
import type { Program } from '#solver/program/program.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { knapsack } from '../../support/knapsack.ts';

const FOREVER = { remainingMs: () => Infinity };

/** Beyond the scores that a problem may have: objectives of this size come from multipliers. */
function programOf(problem: Problem): Program {
  const score = Array.from(problem.pairs.score, () => 0);
  const { program } = canonicalProblem({ ...problem, pairs: { ...problem.pairs, score } });
  return withObjective(program, Float64Array.from(problem.pairs.score));
}

describe('the integer program in reduced costs', () => {
  it.each(['glpk', 'highs'] as const)(
    'keeps the best choice where large objectives would be pruned wrongly (%s)',
    async (name) => {
      const engine = (await loadEngines())[name];
      for (let seed = 0; seed < 40; seed += 1) {
        // Written as it stands, with values near 1e9, GLPK gets 29 of these 40 wrong.
        const { problem, best } = knapsack(seed, 20, 2e6);
        const program = programOf(problem);
        const all = new Uint8Array(20).fill(1);
        const relaxation = new Relaxer(engine, all, FOREVER).relax(program);
        if (relaxation.kind !== 'optimal') throw new Error('the relaxation of a knapsack has an optimum');
        const prices = wholePrices(program, relaxation.prices);
        if (!prices) throw new Error('these prices are small');
        const restriction = restrict(program, all);
        const rewritten = inReducedCosts(restriction, prices);
        expect(Math.max(...rewritten.objective.map(Math.abs))).toBeLessThan(1e9);
        const values = engine.search(rewritten, Infinity);
        const value = restriction.pairs.reduce(
          (sum, pair, column) => sum + ((values?.[column] ?? 0) > 0.5 ? (program.objective[pair] ?? 0) : 0),
          0,
        );
        expect({ seed, value }).toEqual({ seed, value: best });
      }
    },
  );
});
