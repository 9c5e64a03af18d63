import type { Pareto, ParetoPoint } from '../../contract/explore/pareto.ts';
import { DEFAULT_LEVELS } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { toldMatch } from '../comparison/told-match.ts';
import { counted } from '../counted.ts';
import { frontierOf } from '../fairness/frontier.ts';
import type { Searches } from '../forcing/searches.ts';
import { choiceOf } from '../repair/match-before.ts';
import { curveAbove } from './curve-above.ts';
import { movesFrom } from './moves.ts';
import type { ParetoBaseline } from './moves.ts';
import { notBeaten } from './not-beaten.ts';

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
  const baseline = question.baseline ?? { pairs: frontier.points[0]?.pairs ?? [], dropped: [] };
  const told = toldMatch(plain, choiceOf(plain, baseline.pairs));
  const fewest = Math.max(0, Math.min(frontier.matched, told.matched) - question.fewer);
  const moves = movesFrom(plain, baseline);
  const found: ParetoPoint[] = frontier.points.map((point) => ({
    matched: point.pairs.length,
    score: point.score,
    weakest: point.weakest,
    moved: moves.to(point.pairs),
    pairs: point.pairs,
  }));
  let isComplete = !frontier.partial;
  let threshold: number | null = isComplete && frontier.points.length > 0 ? 0 : null;
  while (threshold !== null) {
    const { points, isProven } = curveAbove(plain, moves, threshold, searches);
    const enough = points.filter(({ matched }) => matched >= fewest);
    found.push(...enough);
    isComplete &&= isProven;
    threshold = isProven ? nextThreshold(enough) : null;
  }
  const points = notBeaten(found);
  return {
    format: 'mile-pareto/1',
    baseline: { ...told, isBest: question.baseline === undefined, dropped: [...baseline.dropped] },
    fewest,
    points,
    isComplete,
    sentence: sentenceOf(points, isComplete),
  };
}

/** Just above the smallest weakest pair; null where there is none. */
function nextThreshold(points: readonly ParetoPoint[]): number | null {
  const weakest = points.flatMap((point) => (point.weakest === null ? [] : [point.weakest]));
  return weakest.length === 0 ? null : Math.min(...weakest) + 1;
}

function sentenceOf(points: readonly ParetoPoint[], isComplete: boolean): string {
  if (points.length === 0)
    return isComplete
      ? 'Nothing keeps the minima, pins and quotas together. Ask for the conflict.'
      : 'No best match is proven, so nothing can be said of what others would give.';
  const rest = isComplete ? 'there are no others' : 'others were not settled in the time';
  const [first] = points;
  return points.length === 1 && first
    ? `One match is at least as good as all others in every respect: ${counted(first.matched, 'pair')}, total ${first.score}; ${rest}.`
    : `${points.length} matches that nothing beats in total, weakest pair and people moved at once; ${rest}.`;
}
