import type { Diverse } from '../../contract/explore/ties.ts';
import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { valueOf } from '../../program/choice.ts';
import { withObjective } from '../../program/program.ts';
import type { Choice } from '../../program/program.ts';
import { pairsInInput } from '../../program/to-input.ts';
import { counted } from '../counted.ts';
import { canonicalBest } from '../forcing/canonical-best.ts';
import { hasExchanges } from '../forcing/has-exchanges.ts';
import { standingOf } from '../standing.ts';
import type { Standing } from '../standing.ts';
import { matchOf } from './match.ts';

/**
 * The best match and up to `wanted` - 1 others that match as many, lose at most `score` of the score, and differ from those before them: each the
 * one, of those looked at, whose nearest earlier match is furthest, in pairs that the earlier one does not have (greedy max-min dispersion: Gonzalez 1985).
 *
 * Looked at are the matches that are best when a pair costs a price for each earlier match that has it, at the prices that a binary search
 * visits for the largest one that keeps the loss (Lagrangian relaxation of the loss: Everett 1963). So every loss is exact, but that
 * nothing lies further away is not claimed. Fewer come where the largest price finds nothing new.
 * Throws INVALID_PROBLEM where there are quotas or other levels than matched and score, and TOO_LARGE_TO_STAY_EXACT.
 */
export function diverseMatches(
  problem: Problem,
  wanted: number,
  score: number,
  isOver: () => boolean = () => false,
): Diverse {
  if (!hasExchanges(problem))
    throw new MileError(
      'INVALID_PROBLEM',
      'Matches that differ can be asked for without quotas and with the levels matched, score alone.',
    );
  const standing = standingOf(problem);
  if (!standing)
    return { matches: [], partial: false, sentence: 'Nothing keeps the minima and pins together.' };
  const chosen = [{ x: canonicalBest(standing).x, difference: null as number | null }];
  while (chosen.length < wanted && !isOver()) {
    const next = furthest(
      standing,
      chosen.map(({ x }) => x),
      score,
      isOver,
    );
    // What was looked at before the time ended need not be the furthest.
    if (!next || isOver()) break;
    chosen.push(next);
  }
  const partial = chosen.length < wanted && isOver();
  const { program, order } = standing.canonical;
  const first = matchOf(
    problem,
    pairsInInput(program, order, (chosen[0] as (typeof chosen)[0]).x),
    undefined,
  );
  const matches = chosen.map(({ x, difference }) => ({
    ...matchOf(problem, pairsInInput(program, order, x), first),
    difference,
  }));
  return { matches, partial, sentence: sentenceOf(matches, partial) };
}

interface Candidate {
  readonly x: Choice;
  readonly difference: number;
}

function furthest(
  standing: Standing,
  earlier: readonly Choice[],
  loss: number,
  isOver: () => boolean,
): Candidate | undefined {
  const { program } = standing;
  const least = valueOf(program.objective, earlier[0] as Choice) - loss;
  const { largestPrice, search } = pricedSearch(standing, earlier, loss);
  let best: Candidate | undefined;
  let [low, high] = [0, largestPrice];
  while (low < high && !isOver()) {
    const price = Math.ceil((low + high) / 2);
    const x = search(price);
    if (valueOf(program.objective, x) < least) {
      high = price - 1;
      continue;
    }
    low = price;
    const difference = Math.min(...earlier.map((other) => pairsWithout(x, other)));
    if (difference > (best?.difference ?? 0)) best = { x, difference };
  }
  return best;
}

/**
 * The best choice when every pair costs a price for each earlier match that has it; as many are matched as ever. Scores are written in
 * grains so small that one of them as the price decides between equal scores alone; above a whole score more than may be lost no price
 * tells anything new.
 */
function pricedSearch(standing: Standing, earlier: readonly Choice[], loss: number) {
  const { program, unit } = standing;
  const matched = pairsIn(earlier[0] as Choice);
  const score = program.objective.map((worth) => worth - unit);
  const had = score.map((_, pair) => earlier.reduce((sum, { [pair]: has = 0 }) => sum + has, 0));
  const grains = matched * earlier.length + 1;
  const largestPrice = (loss + 1) * grains;
  const most = score.reduce((best, one) => Math.max(best, one), 0);
  const pairWorth = 2 * matched * (grains * most + largestPrice * earlier.length) + 1;
  if (pairWorth * (matched + 1) * 4 > Number.MAX_SAFE_INTEGER)
    throw new MileError('TOO_LARGE_TO_STAY_EXACT', 'Ask for fewer matches that differ, or allow less loss.');
  const search = (price: number): Choice => {
    const objective = score.map((one, pair) => pairWorth + grains * one - price * (had[pair] as number));
    return maximiseByFlow(withObjective(program, objective)).best?.x ?? (earlier[0] as Choice);
  };
  return { largestPrice, search };
}

function pairsIn(x: Choice): number {
  return x.reduce((sum, one) => sum + one, 0);
}

function pairsWithout(x: Choice, other: Choice): number {
  let pairs = 0;
  for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1 && other[pair] === 0) pairs += 1;
  return pairs;
}

function sentenceOf(matches: Diverse['matches'], partial: boolean): string {
  const last = matches.at(-1);
  const rest = partial ? ' The time ended before more were looked for.' : '';
  if (!last?.difference) return partial ? rest.trim() : 'Nothing else lies within this loss.';
  return `${matches.length} matches, any two of which differ in ${counted(last.difference, 'pair')} at least.${rest}`;
}
