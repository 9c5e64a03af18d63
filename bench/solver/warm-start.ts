import { assign } from '#solver/engines/flow/assignment/assign.ts';
import type { AssignmentProblem } from '#solver/engines/flow/assignment/problem.ts';
import { median } from '../median.ts';
import { assignmentOf } from './assignment.ts';
import { structuredDense } from './families/structured.ts';
import { ROUND_WEIGHTS } from './families/structured-score.ts';

export interface WarmStartTiming {
  readonly size: string;
  readonly rounds: number;
  /** Medians: from nothing, and from the column prices of the weight before. */
  readonly coldMs: number;
  readonly warmMs: number;
}

const WARM_UP = 4;
/** The weight of the language goes up and down by a twentieth: every round moves it from the round before. */
const MOVES = [100, 105, 110, 105];

/** The kernel after one weight moved: from nothing, and from the prices of the match before. Both must reach the same worth. */
export function timeWarmStart(side: number, rounds: number): WarmStartTiming {
  const problems = MOVES.map((language) =>
    assignmentOf(structuredDense(side, 'o', 1, { ...ROUND_WEIGHTS, language }).problem),
  );
  const times = { cold: [] as number[], warm: [] as number[] };
  let before = timed(problems[0] as AssignmentProblem);
  for (let round = 1; round <= WARM_UP + rounds; round += 1) {
    const problem = problems[round % problems.length] as AssignmentProblem;
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

function timed(problem: AssignmentProblem, warmColumnPrices?: Float64Array) {
  const begun = performance.now();
  const answer = assign(problem, warmColumnPrices);
  const ms = performance.now() - begun;
  if (answer.kind !== 'optimal') throw new Error(`the kernel says ${answer.kind}`);
  let worth = 0;
  for (const [edge, chosen] of answer.chosen.entries())
    if (chosen === 1) worth += problem.worth[edge] as number;
  return { ms, worth, columnPrices: answer.columnPrices };
}
