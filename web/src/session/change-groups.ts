import type { MatchedPair } from '#solver/contract/matching.ts';
import { swapGroups } from '#solver/contract/swap-groups.ts';
import { tenthsOf } from '../parts/fit-words.ts';

/** The fit of a pair under the weights of now, 0 to 100; undefined where it cannot be told. */
export type FitOf = (pair: MatchedPair) => number | undefined;
export type NameOf = (id: string) => string;

/** Changes that hang together and share nobody with the others. */
export interface ChangeGroup {
  /** In order of name. */
  participants: readonly string[];
  /** Those of them who have nobody now. */
  left: readonly string[];
  /** Pairs more than before. */
  matched: number;
  /** Points of fit more than before, in tenths; undefined where the fits of then cannot be told. */
  gain: number | undefined;
}

interface Side {
  pairs: readonly MatchedPair[];
  fitOf: FitOf;
}

/** What changed from one match to another, in independent groups, in the order in which they are numbered. */
export function changeGroups(before: Side, after: Side, nameOf: NameOf): ChangeGroup[] {
  const matched = new Set(after.pairs.map(({ participant }) => participant));
  return inReadingOrder(swapGroups(before.pairs, after.pairs), nameOf).map((group) => ({
    participants: group.participants,
    left: group.participants.filter((id) => !matched.has(id)),
    matched: group.added.length - group.removed.length,
    gain: difference(sum(group.added, after.fitOf), sum(group.removed, before.fitOf)),
  }));
}

/** The order in which groups are numbered on every screen: the smallest first, those of one size by name; people in them by name. */
export function inReadingOrder<Group extends { participants: readonly string[] }>(
  groups: readonly Group[],
  nameOf: NameOf,
): Group[] {
  const byName = byNameIn(nameOf);
  const first = ({ participants }: Group) => participants[0] ?? '';
  return groups
    .map((group) => ({ ...group, participants: group.participants.toSorted(byName) }))
    .sort((a, b) => a.participants.length - b.participants.length || byName(first(a), first(b)));
}

function byNameIn(nameOf: NameOf): (a: string, b: string) => number {
  return (a, b) => nameOf(a).localeCompare(nameOf(b)) || (a < b ? -1 : 1);
}

function sum(pairs: readonly MatchedPair[], fitOf: FitOf): number | undefined {
  let total = 0;
  for (const pair of pairs) {
    const fit = fitOf(pair);
    if (fit === undefined) return undefined;
    total += tenthsOf(fit);
  }
  return total;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
