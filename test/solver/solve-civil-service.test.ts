import { beforeAll, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { solve } from '#solver/solve.ts';
import { civilServiceSample } from '../support/civil-service-sample.ts';
import { shipped } from '../support/imports.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** Score units of one point of the sample's own scoring: 12 points are 1,000 x the weight 6.0, over the weights' common divisor. */
const UNITS_PER_POINT = 500;

it.each(['auto', 'glpk', 'highs'] as const)(
  'the civil-service sample with %s: 392 allowed pairs, 35 matched, total 727',
  (engine) => {
    const programme = shipped('civil-service');
    const scored = scoreCohort(compileCohort(civilServiceSample(programme), programme), programme.policy);
    expect(scored.allowedPairs).toBe(392);
    expect(solve(scored.problem, { engines, engine })).toMatchObject({
      status: 'optimal',
      matched: 35,
      score: 727 * UNITS_PER_POINT,
    });
  },
);
