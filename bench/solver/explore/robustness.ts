import { steadyRadius } from '#solver/explore/robustness/radius.ts';
import { robustnessOf } from '#solver/explore/robustness/robustness.ts';
import { WeighedProgram } from '#solver/explore/weights/weighed-program.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';
import { weighedCohort } from './weighed-cohort.ts';
import type { WeighedCohort } from './weighed-cohort.ts';

const WARM_UP = 5;
const DRAWS = 500;

/** The match under 500 drawn weightings with its radius, and the radius alone. */
export function timeRobustness(): ExploreTiming[] {
  return [
    ...timed(weighedCohort(60, 5), 15),
    ...timed(weighedCohort(60, 10), 9),
    ...timed(weighedCohort(200, 5), 3),
  ];
}

function timed({ name, weighing }: WeighedCohort, runs: number): ExploreTiming[] {
  const program = new WeighedProgram(weighing);
  const { totals } = program.best(weighing.criteria.map(({ thousandths }) => thousandths));
  const entry = (asked: string, ask: () => unknown): ExploreTiming => ({
    question: 'robustness',
    instance: name,
    asked,
    ...timedQuestions(Math.min(WARM_UP, runs), Array<() => unknown>(runs).fill(ask)),
  });
  return [
    entry(`${DRAWS} drawn weightings and the radius`, () =>
      robustnessOf(weighing, { seed: 1, draws: DRAWS, spread: 0.3 }),
    ),
    entry('the radius', () => steadyRadius(program, totals)),
  ];
}
