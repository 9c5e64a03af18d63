import type { Problem } from '../../contract/problem.ts';

/** Pairs of the problem as [participant index, mentor index], sorted. */
export function indexPairsOf({ pairs }: Problem, chosen: Int32Array): [number, number][] {
  return Array.from(chosen, (pair): [number, number] => [
    pairs.participant[pair] as number,
    pairs.mentor[pair] as number,
  ]).sort(([a, b], [c, d]) => a - c || b - d);
}

/** Ids of the participants whose mentors differ between two matches, in the problem's order. */
export function movedBetween(
  { participants, pairs }: Problem,
  before: Int32Array = new Int32Array(),
  after: Int32Array = new Int32Array(),
): string[] {
  const [old, current] = [new Set(before), new Set(after)];
  const changed = [
    ...before.filter((pair) => !current.has(pair)),
    ...after.filter((pair) => !old.has(pair)),
  ].map((pair) => pairs.participant[pair] as number);
  return [...new Set(changed)].sort((a, b) => a - b).map((index) => participants[index]?.id as string);
}
