import { assign } from '#solver/engines/flow/assignment/assign.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { median } from '../median.ts';
import { assignmentOf } from './assignment.ts';
import { minnesotaProgramme } from './families/minnesota.ts';
import { withMovedWeight } from './moved-weight.ts';

export interface WarmStartTiming {
  readonly size: string;
  readonly rounds: number;
  /** Medians: from nothing, and from the column prices of the weight before. */
  readonly coldMs: number;
  readonly warmMs: number;
}

const WARM_UP = 4;

/** The kernel after one weight moved: from nothing, and from the prices of the match before. Both must reach the same worth. */
export function timeWarmStart(side: number, rounds: number): WarmStartTiming {
  const programme = minnesotaProgramme();
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const compiled = compileCohort(cohort, programme);
  const problemOf = (round: number, everybodyMatched: boolean) => {
    const { problem } = scoreCohort(compiled, withMovedWeight(programme.policy, round));
    return assignmentOf(oneEach(problem), everybodyMatched);
  };
  const times = { cold: [] as number[], warm: [] as number[] };
  const { matched } = timed(problemOf(0, false));
  // Weights do not change who is allowed to whom, so this holds for every round.
  const everybodyMatched = matched === side;
  let before = timed(problemOf(0, everybodyMatched));
  for (let round = 1; round <= WARM_UP + rounds; round += 1) {
    const problem = problemOf(round, everybodyMatched);
    const cold = timed(problem);
    const warm = timed(problem, before.columnPrices);
    if (warm.worth !== cold.worth) throw new Error(`warm ${warm.worth}, cold ${cold.worth}`);
    if (round > WARM_UP) {
      times.cold.push(cold.ms);
      times.warm.push(warm.ms);
    }
    before = cold;
  }
  return { size: `${side} x ${side}`, rounds, coldMs: median(times.cold), warmMs: median(times.warm) };
}

function oneEach(problem: Problem): Problem {
  return {
    ...problem,
    mentors: problem.mentors.map((mentor) => ({ ...mentor, max: Math.min(1, mentor.max) })),
  };
}

function timed(problem: ReturnType<typeof assignmentOf>, warmColumnPrices?: Float64Array) {
  const begun = performance.now();
  const answer = assign(problem, warmColumnPrices);
  const ms = performance.now() - begun;
  if (answer.kind !== 'optimal') throw new Error(`the kernel says ${answer.kind}`);
  let matched = 0;
  let worth = 0;
  for (const [edge, chosen] of answer.chosen.entries()) {
    if (chosen === 0) continue;
    matched += 1;
    worth += problem.worth[edge] as number;
  }
  return { ms, matched, worth, columnPrices: answer.columnPrices };
}
