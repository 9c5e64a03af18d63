import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Problem } from '../../contract/problem.ts';

/** A match with what it is worth. */
export type Match = Pick<MatchedOutcome, 'matched' | 'score' | 'pairs'>;

/** Are two matches worth the same in every level of the problem? */
export function isAsGood(problem: Problem, one: Match, other: Match): boolean {
  const { levels } = problem;
  if (levels.includes('matched') && one.matched !== other.matched) return false;
  if (levels.includes('score') && one.score !== other.score) return false;
  if (!levels.includes('weakest') && !levels.includes('leximin')) return true;
  const [mine, its] = [sortedScores(problem, one), sortedScores(problem, other)];
  if (levels.includes('weakest') && mine[0] !== its[0]) return false;
  return !levels.includes('leximin') || mine.every((score, place) => score === its[place]);
}

function sortedScores(problem: Problem, match: Match): Float64Array {
  const isChosen = chosenColumn(problem, match);
  return Float64Array.from(problem.pairs.score)
    .filter((_, pair) => isChosen[pair] === 1)
    .sort();
}

/** 1 for the pairs of the problem that are in the match. */
export function chosenColumn(
  { mentors, pairs }: Problem,
  match: { readonly pairs: readonly (readonly [number, number])[] },
): Uint8Array {
  const key = (participant: number, mentor: number) => participant * mentors.length + mentor;
  const chosen = new Set(match.pairs.map(([participant, mentor]) => key(participant, mentor)));
  return Uint8Array.from(pairs.participant, (participant, pair) =>
    chosen.has(key(participant, pairs.mentor[pair] as number)) ? 1 : 0,
  );
}
