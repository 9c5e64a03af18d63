import type { FoundMatching } from '#solver/contract/matching.ts';

/** How good a match is, and how sure that is; the words go wherever the match goes. */
export function proofWords({ status, relativeGap }: Pick<FoundMatching, 'status' | 'relativeGap'>): string {
  if (status === 'optimal') return 'best possible, proven';
  // (bound - value) / value = gap, so value / bound = 1 / (1 + gap); rounded down, for it is a promise.
  const share = Math.floor(1000 / (1 + relativeGap)) / 10;
  return `good, not proven best: at least ${share} % of the best possible`;
}
