import type { Repair, RepairPoint } from '../../contract/explore/repair.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import type { Searches } from '../forcing/searches.ts';
import { repairByExchanges } from './by-exchanges.ts';
import type { RepairedMatch } from './by-exchanges.ts';
import { scoresOf, totalOf } from './compare.ts';
import { searchedCurve } from './curve.ts';
import { withoutPerson } from './gone.ts';
import type { Gone } from './gone.ts';
import { matchBefore } from './match-before.ts';
import type { MatchBefore } from './match-before.ts';
import { PricedMoves } from './priced-moves.ts';
import { QuotaSearch } from './quota-search.ts';

/**
 * How a match is repaired after somebody drops out: the best match for each number of other participants who may be moved. Somebody is
 * moved whose set of mentors changes; whoever lost a mentor to the dropout has to be placed anew anyway and is not counted, and
 * somebody who had nobody and now gets a mentor is. `pairs` is the match that stood, [participant index, mentor index]; it need not be a best one.
 * Who is gone from the problem as well is undefined, and whom they left are the `forsaken`, by index.
 * Throws INVALID_RESULT where it has pairs that the problem does not allow, INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function repairOf(
  problem: Problem,
  pairs: readonly (readonly [number, number])[],
  gone: Gone | undefined,
  searches: Searches,
  forsaken: readonly number[] = [],
): Repair {
  const before = matchBefore(problem, pairs, gone, forsaken);
  // Whoever is forsaken by somebody unknown begins no chain of the problem's pairs.
  const byExchanges = gone && forsaken.length === 0 ? repairByExchanges(problem, before, gone) : undefined;
  const { method, proven, points } =
    byExchanges === undefined
      ? searched(gone ? withoutPerson(problem, gone) : problem, before, searches)
      : { method: 'exchanges' as const, proven: true, points: byExchanges };
  const curve = points.map((point) => pointOf(problem, point));
  return {
    format: 'mile-repair/1',
    curve,
    method,
    proven,
    sentence: sentenceOf(curve),
  };
}

interface Repaired extends Pick<Repair, 'method' | 'proven'> {
  readonly points: readonly RepairedMatch[];
}

/** By prices where the problem and the match allow it, which is faster than by quotas. `rest` is the problem without who is gone. */
function searched(rest: Problem, before: MatchBefore, { resolve, budget }: Searches): Repaired {
  const quotas = new QuotaSearch(rest, before, resolve);
  const priced = PricedMoves.of(rest, before, quotas, { isOver: () => budget.remainingMs() <= 0 });
  const search = priced ?? quotas;
  const points = searchedCurve(rest, before, search);
  return { method: priced ? 'prices' : 'quotas', proven: search.isProven(), points };
}

function pointOf(problem: Problem, { moved, chosen }: RepairedMatch): RepairPoint {
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 1)
      pairs.push([problem.pairs.participant[pair] as number, problem.pairs.mentor[pair] as number]);
  }
  const score = totalOf(scoresOf(problem, chosen));
  const others =
    moved === 0
      ? 'Nobody else moves'
      : `${counted(moved, 'other participant')} ${moved === 1 ? 'moves' : 'move'}`;
  return {
    moved,
    matched: pairs.length,
    score,
    pairs: pairs.sort(([a, b], [c, d]) => a - c || b - d),
    sentence: `${others}: ${counted(pairs.length, 'pair')}, total score ${score}.`,
  };
}

function sentenceOf(curve: readonly RepairPoint[]): string {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return 'No match keeps the demands without this person.';
  if (first === last)
    return last.moved === 0
      ? 'Nobody else needs to move: no other match is better.'
      : `No match keeps the demands unless ${counted(last.moved, 'other participant')} may move.`;
  const moving = `Moving ${counted(last.moved, 'other participant')} reaches the best match`;
  const matched = last.matched - first.matched;
  if (matched > 0) return `${moving}: ${counted(matched, 'pair')} more than with ${first.moved}.`;
  const score = last.score - first.score;
  return score > 0
    ? `${moving}: the same pairs in number, and ${score} more in total score than with ${first.moved}.`
    : `${moving}: the same pairs in number, and fairer than with ${first.moved}.`;
}
