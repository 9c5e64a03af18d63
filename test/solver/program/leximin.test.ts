import { beforeAll, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { maximiseByFlow } from '#solver/engines/flow/maximise.ts';
import { tieRule } from '#solver/engines/flow/tie-rule.ts';
import { verify } from '#solver/certify/verify.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { climb } from '#solver/program/climb.ts';
import type { Maximise } from '#solver/program/maximum.ts';
import { solve } from '#solver/solve.ts';
import { randomProblem } from '../../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** Few pairs a score, but several. */
function withTies(seed: number) {
  const side = 5 + (seed % 20);
  return randomProblem(seed, {
    participants: side,
    mentors: side,
    density: [0.3, 0.6, 1][seed % 3] as number,
    bestScore: side,
    capacity: 1 + (seed % 2),
    quotas: 0,
    minima: 0,
    pins: 0,
    levels: ['matched', 'leximin'],
  });
}

it('is proven where several weak pairs score the same', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const problem = withTies(seed);
    const outcome = solve(problem, { engines, engine: 'auto' });
    expect({ seed, status: outcome.status, ...verify(problem, outcome) }).toMatchObject({
      seed,
      status: 'optimal',
      proven: true,
    });
  }
});

it('refuses a bound that the choice at hand refutes', () => {
  const problem = withTies(1);
  const canonical = canonicalProblem(problem);
  const isCounted = (objective: Float64Array) => objective.some((worth) => worth < 0);
  const tooLow: Maximise = (program, known) => {
    const found = maximiseByFlow(program, known);
    return isCounted(program.objective) ? { ...found, bound: found.bound - 1 } : found;
  };
  expect(() => climb(canonical.program, problem.levels, tooLow, { ties: tieRule(canonical.lots) })).toThrow(
    expect.objectContaining({
      code: 'INTERNAL',
      message: expect.stringContaining('weakest scores contradict'),
    }),
  );
});
