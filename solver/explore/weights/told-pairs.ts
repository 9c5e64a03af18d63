import type { Problem } from '../../contract/problem.ts';

type IndexPair = readonly [number, number];

/** Pairs of the problem as [participant index, mentor index], sorted. */
export function indexPairsOf({ pairs }: Problem, chosen: Int32Array): [number, number][] {
  return Array.from(chosen, (pair): [number, number] => [
    pairs.participant[pair] as number,
    pairs.mentor[pair] as number,
  ]).sort(([a, b], [c, d]) => a - c || b - d);
}

/** Ids of the participants whose mentors differ between two matches of [participant index, mentor index], in the problem's order. */
export function movedBetween(
  { participants }: Problem,
  before: readonly IndexPair[],
  after: readonly IndexPair[],
): string[] {
  const keyOf = (pair: IndexPair) => pair.join(' ');
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const changed = [
    ...before.filter((pair) => !now.has(keyOf(pair))),
    ...after.filter((pair) => !old.has(keyOf(pair))),
  ];
  return [...new Set(changed.map(([participant]) => participant))]
    .sort((a, b) => a - b)
    .map((participant) => participants[participant]?.id as string);
}
