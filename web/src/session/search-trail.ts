import type { FoundMatching, MatchingProgress } from '#solver/contract/matching.ts';

/** How a long search comes on, as far as it raises one thing. */
export interface Trail {
  level: MatchingProgress['level'];
  /** Seconds from the beginning, the best found by then, and what no match can exceed. */
  points: readonly { seconds: number; best: number; bound: number }[];
}

/** The trail with a newer best match; where the search has come to another aim it begins anew. */
export function withProgress(trail: Trail | undefined, found: MatchingProgress, seconds: number): Trail {
  const { level, relativeGap } = found;
  const best = worthOf(found);
  const point = { seconds, best, bound: best * (1 + relativeGap) };
  return { level, points: trail?.level === level ? [...trail.points, point] : [point] };
}

/** Is it nearer to the best, for certain, than a match that was kept? That as many can be matched as there were says nothing of the fit. */
export function isNearer(found: MatchingProgress, kept: FoundMatching): boolean {
  if (found.level === 'matched' && found.matched <= kept.matched) return false;
  return found.relativeGap < kept.relativeGap;
}

/** Of the aim that is being raised: matched pairs, else points of fit over all pairs. */
function worthOf({ level, matched, pairs }: MatchingProgress): number {
  return level === 'matched' ? matched : pairs.reduce((sum, { fit }) => sum + fit, 0);
}
