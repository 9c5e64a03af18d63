import type { Agreement } from '#solver/contract/api/cohorts.ts';
import type { MatchedOutcome, Outcome } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Run } from '../answering.ts';
import type { SecondOpinionTask, SolverTasks } from '../solver-tasks.ts';
import { solveInTime } from './solve-in-time.ts';

/** Solves a stored problem whole, by an engine that had no part in the stored outcome, and compares the two. */
export function secondOpinion(
  engines: Engines,
  { problem: problemText, outcome, engine }: SecondOpinionTask,
  run: Run,
): SolverTasks['secondOpinion']['value'] {
  const problem = problemSchema.parse(JSON.parse(problemText));
  const first = JSON.parse(outcome) as Outcome;
  const second = solveInTime(engines, problem, engine, run);
  return {
    version: engines[engine].version,
    verdict: verdictOf(problem, first, second),
    matched: 'pairs' in second ? second.matched : null,
    score: 'pairs' in second ? second.score : null,
  };
}

/**
 * Both have passed the checker, so where they contradict each other the checker erred as well: one says that nothing is possible, or one
 * is proven best and the other is better.
 */
function verdictOf(problem: Problem, first: Outcome, second: Outcome): Agreement['verdict'] {
  if (!('pairs' in first) || second.status === 'unknown') return 'unsettled';
  if (second.status === 'infeasible') return 'differs';
  const order = compareLevels(problem, first, second);
  if (order > 0 && first.status === 'optimal') return 'differs';
  if (order < 0 && second.status === 'optimal') return 'differs';
  return order === 0 && first.status === 'optimal' && second.status === 'optimal' ? 'agrees' : 'unsettled';
}

/** Above 0 where the second is the better one: the first value in which they differ decides. */
function compareLevels(problem: Problem, first: MatchedOutcome, second: MatchedOutcome): number {
  const before = problem.levels.flatMap((level) => valuesOf(problem, first, level));
  const after = problem.levels.flatMap((level) => valuesOf(problem, second, level));
  const place = after.findIndex((value, index) => value !== before[index]);
  return place < 0 ? 0 : (after[place] as number) - (before[place] as number);
}

/** What a level maximises, the first difference deciding. Levels that compare pairs one by one follow `matched`: as many on both sides. */
function valuesOf(
  { pairs }: Problem,
  { matched, score, pairs: chosen }: MatchedOutcome,
  level: Level,
): number[] {
  if (level === 'matched') return [matched];
  if (level === 'score') return [score];
  const scoreOf = new Map<string, number>();
  for (let pair = 0; pair < pairs.score.length; pair += 1)
    scoreOf.set(`${pairs.participant[pair]} ${pairs.mentor[pair]}`, pairs.score[pair] as number);
  const scores = chosen
    .map(([participant, mentor]) => scoreOf.get(`${participant} ${mentor}`) as number)
    .sort((a, b) => a - b);
  return level === 'weakest' ? scores.slice(0, 1) : scores;
}
