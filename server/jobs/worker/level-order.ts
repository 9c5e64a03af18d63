import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';

/** What two matches of a problem are compared by. */
export type LevelledMatch = Pick<MatchedOutcome, 'matched' | 'score' | 'pairs'>;

/** Above 0 where the second is the better one: the first value in which they differ decides. */
export function compareLevels(problem: Problem, first: LevelledMatch, second: LevelledMatch): number {
  const before = problem.levels.flatMap((level) => valuesOf(problem, first, level));
  const after = problem.levels.flatMap((level) => valuesOf(problem, second, level));
  const place = after.findIndex((value, index) => value !== before[index]);
  return place < 0 ? 0 : (after[place] as number) - (before[place] as number);
}

/** What a level maximises, the first difference deciding. Levels that compare pairs one by one follow `matched`: as many on both sides. */
function valuesOf(
  { pairs }: Problem,
  { matched, score, pairs: chosen }: LevelledMatch,
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
