import { notBeaten, paretoSentence } from '../../contract/explore/joined-pareto.ts';
import type { Pareto, ParetoPoint } from '../../contract/explore/pareto.ts';
import { DEFAULT_LEVELS } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { toldMatch } from '../comparison/told-match.ts';
import { frontierOf } from '../fairness/frontier.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import type { Searches } from '../forcing/searches.ts';
import { choiceOf } from '../repair/match-before.ts';
import { curveAbove } from './curve-above.ts';
import type { Curve } from './curve-above.ts';
import { movesFrom } from './moves.ts';
import type { Moves, ParetoBaseline } from './moves.ts';

export interface ParetoQuestion {
  /** Without one, moves are counted from the best match. */
  readonly baseline?: ParetoBaseline | undefined;
  /** How many pairs fewer than the baseline has, or than can be, still count. */
  readonly fewer: number;
}

/**
 * The matches that nothing beats in (pairs, then total), weakest pair, and people moved from a baseline, all at once. For a score that every
 * pair has to reach, the best match for each number of moves is a curve as after a dropout (`repair/`), exact; the next score that can
 * change anything lies just above the smallest weakest pair on that curve. A match that nothing beats is a corner of one of these
 * curves, so none is missing. Levels are matched and score whatever the problem's are; with quotas each corner is a solve. Where the
 * time ends, what was found so far is told. Throws what a solve throws.
 */
export function paretoOf(problem: Problem, question: ParetoQuestion, searches: Searches): Pareto {
  const plain: Problem = { ...problem, levels: DEFAULT_LEVELS };
  const frontier = frontierOf(plain, searches.resolve);
  const start = startOf(plain, question, frontier.points[0]?.pairs ?? [], frontier.matched);
  const onFrontier: ParetoPoint[] = frontier.points.map((point) => ({
    matched: point.pairs.length,
    score: point.score,
    weakest: point.weakest,
    moved: start.moves.to(point.pairs),
    pairs: point.pairs,
  }));
  const isSettled = !frontier.partial && frontier.points.length > 0;
  const range = { from: 0, before: isSettled ? Infinity : 0 };
  const { points, isProven } = curvesIn(plain, start, range, searches);
  return told(start, [...onFrontier, ...points], isProven && !frontier.partial);
}

/**
 * The part of `paretoOf` that one of `parts` ranges of scores has in it: curves whose threshold lies in it, the first at its beginning. Every corner of a curve
 * is one of some range's, so put together by `joinedPareto` all parts give the points that `paretoOf` gives, perhaps by other matches with the same values.
 */
export function paretoPart(
  problem: Problem,
  question: ParetoQuestion,
  { part, parts }: { part: number; parts: number },
  searches: Searches,
): Pareto {
  const plain: Problem = { ...problem, levels: DEFAULT_LEVELS };
  const best = searches.resolve(plain);
  const found = best.status === 'optimal' ? best : undefined;
  const start = startOf(plain, question, found?.pairs ?? [], found?.matched ?? 0);
  const scores = highestScore(plain) + 1;
  const from = Math.ceil((part * scores) / parts);
  const end = part + 1 === parts ? Infinity : Math.ceil(((part + 1) * scores) / parts);
  const range = { from, before: found ? end : 0 };
  const { points, isProven } = curvesIn(plain, start, range, searches);
  return told(start, points, isProven && (found !== undefined || best.status === 'infeasible'));
}

/** What is measured from, and how few pairs still count. */
interface Start {
  readonly baseline: Pareto['baseline'];
  readonly fewest: number;
  readonly moves: Moves;
}

function startOf(
  plain: Problem,
  { baseline, fewer }: ParetoQuestion,
  best: IndexPairs,
  mostMatched: number,
): Start {
  const from = baseline ?? { pairs: best, dropped: [] };
  const match = toldMatch(plain, choiceOf(plain, from.pairs));
  return {
    baseline: { ...match, isBest: baseline === undefined, dropped: [...from.dropped] },
    fewest: Math.max(0, Math.min(mostMatched, match.matched) - fewer),
    moves: movesFrom(plain, from),
  };
}

/** The corners of curves above thresholds of a range, from its beginning on. */
function curvesIn(
  plain: Problem,
  { moves, fewest }: Start,
  { from, before }: { from: number; before: number },
  searches: Searches,
): Curve {
  const found: ParetoPoint[] = [];
  let threshold: number | null = from;
  while (threshold !== null && threshold < before) {
    const { points, isProven } = curveAbove(plain, moves, threshold, searches);
    const enough = points.filter(({ matched }) => matched >= fewest);
    found.push(...enough);
    if (!isProven) return { points: found, isProven };
    threshold = nextThreshold(enough);
  }
  return { points: found, isProven: true };
}

function told({ baseline, fewest }: Start, found: readonly ParetoPoint[], isComplete: boolean): Pareto {
  const points = notBeaten(found);
  const sentence = paretoSentence(points, isComplete);
  return { format: 'mile-pareto/1', baseline, fewest, points, isComplete, sentence };
}

function highestScore({ pairs: { score } }: Problem): number {
  let highest = 0;
  for (let pair = 0; pair < score.length; pair += 1) highest = Math.max(highest, score[pair] as number);
  return highest;
}

/** Just above the smallest weakest pair; null where there is none. */
function nextThreshold(points: readonly ParetoPoint[]): number | null {
  const weakest = points.flatMap((point) => (point.weakest === null ? [] : [point.weakest]));
  return weakest.length === 0 ? null : Math.min(...weakest) + 1;
}
