import { MileError } from '#solver/contract/errors.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { IndexPairs } from '#solver/explore/forcing/moved.ts';
import { toldMatch } from '#solver/explore/comparison/told-match.ts';
import { choiceOf } from '#solver/explore/repair/match-before.ts';
import { compareLevels } from '../level-order.ts';
import type { SearchTime } from './search-time.ts';

/**
 * A sentence where a match that somebody brought is not a best one, or where that was not settled in the time; null where it is one. Throws
 * INVALID_RESULT where it has a pair that is not allowed.
 */
export function whyNotBest(problem: Problem, pairs: IndexPairs, time: SearchTime): string | null {
  const told = toldMatch(problem, choiceOf(problem, pairs));
  if (!told.keeps) return 'The match that was given does not keep every minimum, maximum, pin and quota.';
  const best = time.resolve(problem);
  const given = { ...told, pairs: pairs.map(([one, other]): [number, number] => [one, other]) };
  if ('pairs' in best && compareLevels(problem, given, best) > 0)
    return (
      `The match that was given is not a best one: with ${given.matched} pairs and a score of ${given.score} it stands below ` +
      `${best.matched} pairs and a score of ${best.score}. The answer is about the match that was given.`
    );
  return best.status === 'optimal'
    ? null
    : 'It was not settled whether the match that was given is a best one.';
}

/** The best match, or the best found in the time. Throws INVALID_RESULT where there is none. */
export function bestMatch(problem: Problem, time: SearchTime): IndexPairs {
  const outcome = time.resolve(problem);
  if ('pairs' in outcome) return outcome.pairs;
  throw new MileError(
    'INVALID_RESULT',
    `There is no match to ask about: its status is "${outcome.status}". Change the quotas, pins or rules until a match is found.`,
    { status: outcome.status },
  );
}
