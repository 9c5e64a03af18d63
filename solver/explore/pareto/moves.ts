import type { Decision } from '../../contract/policy/policy.ts';
import type { Problem } from '../../contract/problem.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { choiceOf, movedIn } from '../repair/match-before.ts';
import type { MatchBefore } from '../repair/match-before.ts';

/** A match to measure moves from. */
export interface ParetoBaseline {
  /** What the problem allows of it. */
  readonly pairs: IndexPairs;
  /** Its other pairs, by ids. */
  readonly dropped: readonly Decision[];
}

/** Counts the participants whose mentors differ from the baseline's. */
export interface Moves {
  readonly before: MatchBefore;
  /** Participants who lost a pair of the baseline, and so are moved whatever happens. They do not count in `before`. */
  readonly anyhow: number;
  to(pairs: IndexPairs): number;
}

export function movesFrom(problem: Problem, { pairs, dropped }: ParetoBaseline): Moves {
  const chosen = choiceOf(problem, pairs);
  const lost = new Set(dropped.map(({ participant }) => participant));
  const counts = Uint8Array.from(problem.participants, ({ id }) => (lost.has(id) ? 0 : 1));
  const before = { chosen, kept: chosen, counts };
  const anyhow = counts.reduce((sum, one) => sum + 1 - one, 0);
  return { before, anyhow, to: (match) => anyhow + movedIn(problem, before, choiceOf(problem, match)) };
}
