import type { Engines } from '#solver/engines/load.ts';
import { breakpointsOf } from '#solver/explore/breakpoints/breakpoints.ts';
import { thresholdsOf } from '#solver/explore/breakpoints/thresholds.ts';
import { solve } from '#solver/solve.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';
import { weighedCohort } from './weighed-cohort.ts';
import type { WeighedCohort } from './weighed-cohort.ts';

const WARM_UP = 5;
const SLIDER = 'region';
const RULE = 'max-distance';

/** Every weight at which the best match changes: of all criteria in a small cohort, of one in larger ones; and every distance. */
export function timeBreakpoints(engines: Engines): ExploreTiming[] {
  const small = weighedCohort(60, 5);
  return [
    timed(small, 15, undefined),
    timed(weighedCohort(60, 10), 15, undefined),
    timed(weighedCohort(200, 10), 9, SLIDER),
    timed(weighedCohort(1000, 10), 1, SLIDER),
    timedThresholds(small, engines),
  ];
}

function timed(
  { name, weighing }: WeighedCohort,
  runs: number,
  criterion: string | undefined,
): ExploreTiming {
  const ask = () => breakpointsOf(weighing, { criterion });
  const changes = ask().criteria.reduce((sum, { breakpoints }) => sum + breakpoints.length, 0);
  return {
    question: 'breakpoints',
    instance: name,
    asked: `${criterion ?? 'all criteria'}: ${changes} changes`,
    ...timedQuestions(Math.min(WARM_UP, runs - 1), Array<() => unknown>(runs).fill(ask)),
  };
}

function timedThresholds({ name, compiled, policy }: WeighedCohort, engines: Engines): ExploreTiming {
  const ask = () =>
    thresholdsOf(compiled, policy, RULE, (problem) => solve(problem, { engines, engine: 'auto' }));
  const { ranges } = ask();
  return {
    question: 'breakpoints',
    instance: name,
    asked: `the rule ${RULE}: ${ranges.length - 1} changes`,
    ...timedQuestions(WARM_UP, Array<() => unknown>(9).fill(ask)),
  };
}
