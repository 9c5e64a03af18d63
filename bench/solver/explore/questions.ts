import type { Engines } from '#solver/engines/load.ts';
import { timeBreakpoints } from './breakpoints.ts';
import { timeComparison } from './comparison.ts';
import { timeFairness } from './fairness.ts';
import { timeForcing } from './forcing.ts';
import { timeLearn } from './learn.ts';
import { timePareto } from './pareto.ts';
import { timePerson } from './person.ts';
import { timeRepair } from './repair.ts';
import { timeRobustness } from './robustness.ts';
import { timeShortage } from './shortage.ts';
import { timeTies } from './ties.ts';
import type { ExploreTiming } from './timing.ts';

/** Every question of solver/explore that has figures. */
export function timeExplore(engines: Engines, report: (line: string) => void): ExploreTiming[] {
  const questions = {
    shortage: timeShortage,
    repair: () => timeRepair(engines),
    breakpoints: () => timeBreakpoints(engines),
    robustness: timeRobustness,
    learn: () => timeLearn(engines),
    forcing: () => timeForcing(engines),
    ties: timeTies,
    comparison: timeComparison,
    fairness: timeFairness,
    person: timePerson,
    pareto: () => timePareto(engines),
  };
  return Object.entries(questions).flatMap(([question, time]) => {
    report(`explore: ${question}`);
    return time();
  });
}
