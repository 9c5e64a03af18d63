import type { Ties, TieStatus } from '../../contract/explore/ties.ts';
import type { Problem } from '../../contract/problem.ts';
import { hasExchanges } from '../forcing/has-exchanges.ts';
import type { Searches } from '../forcing/searches.ts';
import { standingOf } from '../standing.ts';
import { tiesByResolving } from './by-resolving.ts';
import { countChoices, exchangeable } from './count.ts';
import { choicesOf, optimalFace } from './face.ts';
import { COUNT_LIMIT } from './known-ties.ts';
import type { KnownTies } from './known-ties.ts';

/**
 * Is the best match the only one, which pairs do all best matches share, and how many are there? Without quotas, where matched and then
 * score (or matched alone) is maximised, from the optimal face: exactly, in a pass over the pairs and the counting. Else by searches, as
 * far as the time reaches. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function tiesOf(problem: Problem, searches: Searches): Ties {
  const known = hasExchanges(problem) ? tiesOnFace(problem) : tiesByResolving(problem, searches);
  const { pairs, atLeast, partial } = known;
  const isSettled = !partial || atLeast > 1;
  return {
    format: 'mile-ties/1',
    unique: isSettled ? atLeast === 1 : null,
    count: partial || atLeast > COUNT_LIMIT ? null : atLeast,
    atLeast,
    pairs,
    partial,
    sentence: sentenceOf(known),
  };
}

function tiesOnFace(problem: Problem): KnownTies {
  const standing = standingOf(problem);
  const pairs = new Array<TieStatus>(problem.pairs.score.length).fill('never');
  if (!standing) return { pairs, atLeast: 0, partial: false };
  const { x, canonical } = standing;
  const given = canonical.order.pairs;
  for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) pairs[given[pair] as number] = 'always';
  const choices = choicesOf(optimalFace(standing), x);
  const changes = exchangeable(choices);
  for (let entry = 0; entry < changes.length; entry += 1)
    if (changes[entry] === 1) pairs[given[choices.pair[entry] as number] as number] = 'sometimes';
  return { pairs, atLeast: countChoices(choices, COUNT_LIMIT), partial: false };
}

function sentenceOf({ pairs, atLeast, partial }: KnownTies): string {
  if (atLeast === 0) {
    return partial
      ? 'Not settled in the time.'
      : 'Nothing keeps the minima, pins and quotas together, so there is no best match.';
  }
  const always = pairs.filter((status) => status === 'always').length;
  const sometimes = pairs.filter((status) => status === 'sometimes').length;
  const shared = `they share ${always} pairs and choose among ${sometimes} others`;
  if (atLeast > COUNT_LIMIT) return `More than ${COUNT_LIMIT} matches are equally good: ${shared}.`;
  if (partial) return `At least ${atLeast} equally good, as far as the time reached.`;
  return atLeast === 1
    ? 'The best match is the only one.'
    : `${atLeast} matches are equally good: ${shared}.`;
}
