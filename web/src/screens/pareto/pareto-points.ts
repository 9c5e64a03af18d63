import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { ParetoSweep } from '#solver/contract/api/sweeps.ts';
import { joinedPareto } from '#solver/contract/explore/joined-pareto.ts';
import type { Pareto } from '#solver/contract/explore/pareto.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import { fitOfScore } from '../../session/weights.ts';

/** One match that nothing beats, in points of fit and with its people by id. */
export interface TradeOff {
  key: string;
  /** "Most fit", "Fewest moved", or its place in the list. */
  label: string;
  matched: number;
  /** Points of fit over all pairs. */
  total: number;
  /** Points of fit of the weakest pair; undefined where nobody is matched. */
  weakest: number | undefined;
  moved: number;
  pairs: Decision[];
}

/** What a quick and a thorough search know together: until all is searched, either may have found what the other has not. */
export function foundBy(quick: Pareto | undefined, thorough: Pareto | undefined): Pareto | undefined {
  if (!quick || !thorough || thorough.isComplete) return thorough ?? quick;
  return quick.isComplete ? quick : joinedPareto(thorough, [quick], Infinity);
}

/** The matches of an answer, most pairs first, then by total. Its indices are the places of the cohort's people. */
export function tradeOffs(
  { points }: Pick<Pareto, 'points'>,
  { policy, participantPeople, mentorPeople }: CohortDetail,
): TradeOff[] {
  const fit = (score: number) => fitOfScore(score, policy) ?? 0;
  const bare = points.map((point, at) => ({
    key: String(at),
    matched: point.matched,
    total: fit(point.score),
    weakest: point.weakest === null ? undefined : fit(point.weakest),
    moved: point.moved,
    pairs: point.pairs.map(([participant, mentor]) => ({
      participant: participantPeople[participant]?.id ?? '',
      mentor: mentorPeople[mentor]?.id ?? '',
    })),
  }));
  return bare.map((point, at) => ({ ...point, label: labelOf(bare, at) }));
}

/** What a match is best in; the first of several that are equally good. */
function labelOf(points: readonly Omit<TradeOff, 'label'>[], at: number): string {
  const isFirst = (best: (a: Omit<TradeOff, 'label'>) => number) => {
    const values = points.map(best);
    return values.indexOf(Math.max(...values)) === at;
  };
  const best = [
    ...(isFirst(({ matched, total }) => matched * 1e9 + total) ? ['Most fit'] : []),
    ...(isFirst(({ weakest = 0 }) => weakest) ? ['Strongest weakest pair'] : []),
    ...(isFirst(({ moved }) => -moved) ? ['Fewest moved'] : []),
  ];
  return best.length === 0 ? `Match ${at + 1}` : best.join(', ');
}

/** What came of a thorough search, in a sentence. */
export function endWords({ status, done, of, error, answer }: ParetoSweep): string {
  if (error) return error.message;
  if (status !== 'done') return `Stopped after ${done} of ${of} parts. What was found is kept.`;
  return answer?.isComplete
    ? 'All was searched: no match that nothing beats is missing.'
    : 'All was searched, parts of it without a proof.';
}
