import type { GroupedPairs } from './grouped-pairs.ts';

/** [participant index, mentor index], as a result lists it. */
export type ListedPair = readonly [number, number];

export function comparePairs(a: ListedPair, b: ListedPair): number {
  return a[0] - b[0] || a[1] - b[1];
}

/**
 * The indices of the listed pairs among the problem's pairs, or why that cannot be: a pair is listed twice or is not allowed.
 * Looks through the pairs of each participant who is listed.
 */
export function listedPairs(grouped: GroupedPairs, unsorted: readonly ListedPair[]): Int32Array | string {
  const listed = unsorted.toSorted(comparePairs);
  const twice = listed.find(
    (pair, place) => place > 0 && comparePairs(listed[place - 1] ?? pair, pair) === 0,
  );
  if (twice) return `the pair ${twice[0]}, ${twice[1]} is listed twice`;
  const indices = Int32Array.from(listed, (pair) => indexOf(grouped, pair));
  const foreign = listed[indices.indexOf(NOT_ALLOWED)];
  return foreign ? `the pair ${foreign[0]}, ${foreign[1]} is not allowed` : indices;
}

const NOT_ALLOWED = -1;

function indexOf({ starts, pair, mentor }: GroupedPairs, [participant, other]: ListedPair): number {
  const end = starts[participant + 1];
  if (end === undefined) return NOT_ALLOWED;
  for (let place = starts[participant] as number; place < end; place += 1)
    if (mentor[place] === other) return pair ? (pair[place] as number) : place;
  return NOT_ALLOWED;
}
