import type { Problem } from '../contract/problem.ts';

/** The problem's pairs in typed columns, and once more with those of each participant in one run. */
export interface GroupedPairs {
  /** Ends and score of a pair by its index in the problem. */
  readonly participantOf: Int32Array;
  readonly mentorOf: Int32Array;
  readonly scoreOf: Int32Array;
  /** Where the run of each participant begins; one entry more than participants. */
  readonly starts: Int32Array;
  /** The problem's index of the pair at each place; undefined where the places are the indices. */
  readonly pair: Int32Array | undefined;
  readonly mentor: Int32Array;
  readonly score: Int32Array;
  /** The indices of a mentor's pairs. The first call sorts all pairs. */
  readonly ofMentor: (mentor: number) => Int32Array;
}

/** Groups the pairs. Costs one look at each pair where they are listed by participant already, else a counting sort. */
export function groupedPairs({ participants, mentors, pairs }: Problem): GroupedPairs {
  const participantOf = wholes(pairs.participant);
  const mentorOf = wholes(pairs.mentor);
  const scoreOf = wholes(pairs.score);
  let byMentor: Sorted | undefined;
  const ofMentor = (mentor: number) => {
    byMentor ??= sortedBy(mentorOf, mentors.length);
    return byMentor.order.subarray(byMentor.starts[mentor], byMentor.starts[mentor + 1]);
  };
  const byIndex = { participantOf, mentorOf, scoreOf, ofMentor };
  const starts = startsOf(participantOf, participants.length);
  if (starts) return { ...byIndex, starts, pair: undefined, mentor: mentorOf, score: scoreOf };
  const sorted = sortedBy(participantOf, participants.length);
  return {
    ...byIndex,
    starts: sorted.starts,
    pair: sorted.order,
    mentor: sorted.order.map((pair) => mentorOf[pair] as number),
    score: sorted.order.map((pair) => scoreOf[pair] as number),
  };
}

/** The indices of a participant's pairs. */
export function ofParticipant({ starts, pair }: GroupedPairs, participant: number): Int32Array {
  const begin = starts[participant] as number;
  const end = starts[participant + 1] as number;
  return pair ? pair.subarray(begin, end) : Int32Array.from({ length: end - begin }, (_, k) => begin + k);
}

/** How many pairs the participant with the most pairs has. */
export function longestRun({ starts }: GroupedPairs): number {
  let longest = 0;
  for (let node = 0; node + 1 < starts.length; node += 1)
    longest = Math.max(longest, (starts[node + 1] as number) - (starts[node] as number));
  return longest;
}

function wholes(column: ArrayLike<number>): Int32Array {
  return column instanceof Int32Array ? column : new Int32Array(column);
}

/** The starts of the runs, or undefined where the column is not ascending. */
function startsOf(ascending: Int32Array, nodes: number): Int32Array | undefined {
  const starts = new Int32Array(nodes + 1);
  let place = 0;
  for (let node = 0; node < nodes; node += 1) {
    place = endOfRun(ascending, place, node);
    starts[node + 1] = place;
  }
  return place === ascending.length ? starts : undefined;
}

/** The first place from `begin` on that is not of the node. A function of its own, since one that is called often is compiled as a whole. */
function endOfRun(ascending: Int32Array, begin: number, node: number): number {
  let place = begin;
  while (place < ascending.length && ascending[place] === node) place += 1;
  return place;
}

interface Sorted {
  readonly starts: Int32Array;
  readonly order: Int32Array;
}

/** The indices of a column sorted by its entries, which are below `nodes`; equal entries in their order. */
function sortedBy(column: Int32Array, nodes: number): Sorted {
  const starts = new Int32Array(nodes + 1);
  for (let place = 0; place < column.length; place += 1) {
    const node = column[place] as number;
    starts[node + 1] = (starts[node + 1] as number) + 1;
  }
  for (let node = 0; node < nodes; node += 1)
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const next = starts.slice();
  const order = new Int32Array(column.length);
  for (let place = 0; place < column.length; place += 1) {
    const node = column[place] as number;
    order[next[node] as number] = place;
    next[node] = (next[node] as number) + 1;
  }
  return { starts, order };
}
