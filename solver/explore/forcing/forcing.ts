import type { Forcing } from '../../contract/explore/forcing.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import { levelChange, standingOf } from '../standing.ts';
import { forcingByResolving } from './by-resolving.ts';
import { canonicalBest } from './canonical-best.ts';
import { cycleLengths } from './cycle-lengths.ts';
import { exchangesOf, lossOf, movedOn } from './exchanges.ts';
import { hasExchanges } from './has-exchanges.ts';
import { emptyForcing } from './losses.ts';
import type { OpenForcing } from './losses.ts';
import type { Searches } from './searches.ts';

/**
 * The cost of having and of being without each allowed pair. Without quotas, where matched and then score (or matched alone) is maximised, all
 * of it follows from one best match, exactly; else each pair takes a solve of its own, those first that may cost least, until the time
 * is over. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function forcingOf(problem: Problem, searches: Searches): Forcing {
  const answer = hasExchanges(problem) ? forcingByExchanges(problem) : forcingByResolving(problem, searches);
  const { open } = answer;
  return {
    format: 'mile-forcing/1',
    force: answer.force,
    forbid: answer.forbid,
    moved: answer.moved,
    partial: open.length > 0,
    open,
    sentence: sentenceOf(answer),
  };
}

function forcingByExchanges(problem: Problem): OpenForcing {
  const answer = emptyForcing(problem);
  const standing = standingOf(problem);
  if (!standing) return answer;
  const best = canonicalBest(standing);
  const exchanges = exchangesOf(best);
  const lengths = cycleLengths(exchanges);
  answer.isPossible = true;
  const { pairs: given } = standing.canonical.order;
  for (let pair = 0; pair < lengths.length; pair += 1) {
    const index = given[pair] as number;
    const isChosen = best.x[pair] === 1;
    const length = lengths[pair] as number;
    const [moving, staying] = isChosen ? [answer.forbid, answer.force] : [answer.force, answer.forbid];
    staying.matched[index] = 0;
    staying.score[index] = 0;
    if (length === Infinity) continue;
    const { matched, score } = levelChange(lossOf(exchanges, length), standing.unit);
    moving.matched[index] = matched;
    moving.score[index] = score;
    // The participant of the pair lies on the cycle as well.
    answer.moved[index] = movedOn(exchanges, length) - 1;
  }
  return answer;
}

function sentenceOf({ force, open, isPossible }: OpenForcing): string {
  if (!isPossible)
    return 'Nothing keeps the minima, pins and quotas together, so no pair has a cost. Ask for the conflict.';
  const free = force.matched.filter((loss, pair) => loss === 0 && force.score[pair] === 0).length;
  const never =
    force.matched.filter((loss) => loss === null).length -
    open.filter((pair) => force.matched[pair] === null).length;
  const left = open.length === 0 ? '' : ` ${counted(open.length, 'pair')} could not be answered in the time.`;
  return `Of ${counted(force.matched.length, 'allowed pair')} ${free} cost no pair and no score, and ${never} cannot be had.${left}`;
}
