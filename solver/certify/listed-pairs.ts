import type { GroupedPairs } from './grouped-pairs.ts';

/** [participant index, mentor index], as a result lists it. */
export type ListedPair = readonly [number, number];

function comparePairs(a: ListedPair, b: ListedPair): number {
  return a[0] - b[0] || a[1] - b[1];
}

/**
 * The indices of the listed pairs among the problem's pairs, or why that cannot be: a pair is listed twice or is not allowed.
 * Looks through the pairs of each participant who is listed.
 */
export function listedPairs(grouped: GroupedPairs, unsorted: readonly ListedPair[]): Int32Array | string {
  const listed = firstDescent(unsorted) < 0 ? unsorted : unsorted.toSorted(comparePairs);
  const twice = listed.find(
    (pair, place) => place > 0 && comparePairs(listed[place - 1] ?? pair, pair) === 0,
  );
  if (twice) return `the pair ${twice[0]}, ${twice[1]} is listed twice`;
  const indices = new Int32Array(listed.length);
  for (let place = 0; place < listed.length; place += 1)
    indices[place] = indexOf(grouped, listed[place] as ListedPair);
  const foreign = listed[indices.indexOf(NOT_ALLOWED)];
  return foreign ? `the pair ${foreign[0]}, ${foreign[1]} is not allowed` : indices;
}

/** The first place whose pair belongs before the one that it follows; negative where there is none. */
export function firstDescent(pairs: readonly ListedPair[]): number {
  return pairs.findIndex((pair, place) => place > 0 && comparePairs(pairs[place - 1] ?? pair, pair) > 0);
}

const NOT_ALLOWED = -1;

/** Where the run ascends, as mostly it does, halving finds the mentor; where that finds nothing the run is looked through. */
function indexOf({ starts, pair, mentor }: GroupedPairs, [participant, other]: ListedPair): number {
  const end = starts[participant + 1];
  if (end === undefined) return NOT_ALLOWED;
  const begin = starts[participant] as number;
  let place = halved(mentor, begin, end, other);
  if (mentor[place] !== other || place >= end) {
    place = begin;
    while (place < end && mentor[place] !== other) place += 1;
    if (place === end) return NOT_ALLOWED;
  }
  return pair ? (pair[place] as number) : place;
}

/**
 * Of an ascending run the first place that is not below the value. Begun where it would stand if the values were spread evenly, and in steps that double
 * from there: of a long run little is brought into the processor's cache.
 */
function halved(values: Int32Array, begin: number, end: number, value: number): number {
  if (begin === end) return end;
  const least = values[begin] as number;
  const share = (value - least) / ((values[end - 1] as number) - least || 1);
  let [low, high] = [begin, end];
  const guess = begin + Math.floor(Math.min(1, Math.max(0, share)) * (end - 1 - begin));
  if ((values[guess] as number) < value) {
    low = guess + 1;
    for (let step = 1; low + step <= end && (values[low + step - 1] as number) < value; step *= 2)
      low += step;
  } else high = guess;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
