import type { Problem } from '../contract/problem.ts';

/** [participant index, mentor index], as a result lists it. */
export type ListedPair = readonly [number, number];

export function comparePairs(a: ListedPair, b: ListedPair): number {
  return a[0] - b[0] || a[1] - b[1];
}

/**
 * The indices of the listed pairs among the problem's pairs, or why that cannot be: a pair is listed twice or is not allowed.
 * One pass over the problem's pairs, each looked up among the listed pairs of its participant.
 */
export function listedPairs(
  { participants, pairs }: Problem,
  unsorted: readonly ListedPair[],
): Int32Array | string {
  const listed = unsorted.toSorted(comparePairs);
  const twice = listed.find(
    (pair, place) => place > 0 && comparePairs(listed[place - 1] ?? pair, pair) === 0,
  );
  if (twice) return `the pair ${twice[0]}, ${twice[1]} is listed twice`;
  const starts = startsByParticipant(listed, participants.length);
  const indices = new Int32Array(listed.length).fill(NOT_ALLOWED);
  for (let pair = 0; pair < pairs.participant.length; pair += 1) {
    const participant = pairs.participant[pair] as number;
    const mentor = pairs.mentor[pair] as number;
    const end = starts[participant + 1] as number;
    const place = firstFrom(listed, starts[participant] as number, end, mentor);
    if (place < end && listed[place]?.[1] === mentor) indices[place] = pair;
  }
  const foreign = listed[indices.indexOf(NOT_ALLOWED)];
  return foreign ? `the pair ${foreign[0]}, ${foreign[1]} is not allowed` : indices;
}

const NOT_ALLOWED = -1;

/** Where the listed pairs of each participant begin; those of participants who do not exist stand behind the last start. */
function startsByParticipant(listed: readonly ListedPair[], participants: number): Int32Array {
  const starts = new Int32Array(participants + 1);
  for (const [participant] of listed)
    if (participant < participants) starts[participant + 1] = (starts[participant + 1] as number) + 1;
  for (let node = 0; node < participants; node += 1)
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  return starts;
}

/** The first place from `begin` whose mentor is not below `mentor`, or `end`. */
function firstFrom(listed: readonly ListedPair[], begin: number, end: number, mentor: number): number {
  let [low, high] = [begin, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((listed[middle] as ListedPair)[1] < mentor) low = middle + 1;
    else high = middle;
  }
  return low;
}
