import type { ExploreReply } from '../../api/client.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
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

/** The matches of an answer, most pairs first, then by total. */
export function tradeOffs(
  { answer, participants, mentors }: ExploreReply<'pareto'>,
  policy: Pick<Policy, 'criteria'>,
): TradeOff[] {
  const fit = (score: number) => fitOfScore(score, policy) ?? 0;
  const bare = answer.points.map((point, at) => ({
    key: String(at),
    matched: point.matched,
    total: fit(point.score),
    weakest: point.weakest === null ? undefined : fit(point.weakest),
    moved: point.moved,
    pairs: point.pairs.map(([participant, mentor]) => ({
      participant: participants[participant] ?? '',
      mentor: mentors[mentor] ?? '',
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
