import type { FoundMatching } from '#solver/contract/matching.ts';

/** How good a match is, and how sure that is; the words go wherever the match goes. */
export function proofWords({
  status,
  relativeGap,
  allWeightsZero,
}: Pick<FoundMatching, 'status' | 'relativeGap' | 'allWeightsZero'>): string {
  // The best of matches that are all alike is nothing to be proud of.
  if (allWeightsZero) return 'as good as every allowed match';
  if (status === 'optimal') return 'best possible, proven';
  return `good, not proven best: ${shareOfBest({ relativeGap })}`;
}

/** How near to the best a match is for certain. */
export function shareOfBest({ relativeGap }: Pick<FoundMatching, 'relativeGap'>): string {
  // (bound - value) / value = gap, so value / bound = 1 / (1 + gap); rounded down, for it is a promise.
  const share = Math.floor(1000 / (1 + relativeGap)) / 10;
  return `at least ${share} % of the best possible`;
}
