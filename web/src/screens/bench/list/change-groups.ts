import type { MatchedPair } from '#solver/contract/matching.ts';
import { swapGroups } from '#solver/contract/swap-groups.ts';

/** The fit of a pair under the weights of now; undefined where it cannot be told. */
export type FitOf = (pair: MatchedPair) => number | undefined;

/** Changes that hang together and share nobody with the others. */
export interface ChangeGroup {
  participants: readonly string[];
  /** Those of them who have nobody now. */
  left: readonly string[];
  /** Pairs more than before. */
  matched: number;
  /** Points of fit more than before; undefined where the fits of then cannot be told. */
  points: number | undefined;
}

interface Side {
  pairs: readonly MatchedPair[];
  fitOf: FitOf;
}

/** What changed from one match to another, in independent groups, the smallest first. */
export function changeGroups(before: Side, after: Side): ChangeGroup[] {
  const matched = new Set(after.pairs.map(({ participant }) => participant));
  return swapGroups(before.pairs, after.pairs)
    .map((group) => ({
      participants: group.participants,
      left: group.participants.filter((id) => !matched.has(id)),
      matched: group.added.length - group.removed.length,
      points: difference(sum(group.added, after.fitOf), sum(group.removed, before.fitOf)),
    }))
    .sort((a, b) => a.participants.length - b.participants.length);
}

function sum(pairs: readonly MatchedPair[], fitOf: FitOf): number | undefined {
  let total = 0;
  for (const pair of pairs) {
    const fit = fitOf(pair);
    if (fit === undefined) return undefined;
    total += fit;
  }
  return total;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
