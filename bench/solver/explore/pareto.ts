import { greedyReference } from '#solver/explore/comparison/reference.ts';
import { paretoOf } from '#solver/explore/pareto/pareto.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { minnesota } from '../families/minnesota.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const RUNS = 3;

/** What nothing beats in total, weakest pair and people moved from a match that takes the best pair first. */
export function timePareto(engines: Engines): ExploreTiming[] {
  return [60].map((side) => {
    const { name, problem } = minnesota(side, 1);
    const { pairs } = greedyReference(problem);
    const searches = {
      resolve: (asked: typeof problem) => solve(asked, { engines, engine: 'auto' }),
      budget: { remainingMs: () => Infinity },
    };
    const ask = () => paretoOf(problem, { baseline: { pairs, dropped: [] }, fewer: 0 }, searches);
    const { points } = ask();
    return {
      question: 'pareto',
      instance: name,
      asked: `${points.length} matches that nothing beats`,
      ...timedQuestions(0, Array<() => unknown>(RUNS).fill(ask)),
    };
  });
}
