import { MileError } from '../contract/errors.ts';
import { compareIdentifiers } from '../contract/identifier.ts';
import type { Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';
import { Lots } from './lots.ts';
import { FREE } from './program.ts';
import { gathered, identity } from './columns.ts';
import type { Limits, Program, Row } from './program.ts';
import { checkEnds, checkScores, checkWellFormed } from './well-formed.ts';

/** Where each thing of the canonical program stands in the problem that was given. */
export interface InputOrder {
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
  readonly pairs: Int32Array;
  readonly quotas: Int32Array;
}

/** The pairs of a problem in canonical order, by participant and then mentor, each once. They may be the problem's own columns. */
export interface OrderedPairs {
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
  readonly score: Int32Array;
  /** Pairs of participant i: starts[i] to starts[i + 1] - 1. */
  readonly starts: Int32Array;
}

/** A problem in canonical order. */
export interface CanonicalProblem {
  readonly order: InputOrder;
  readonly participants: Limits;
  readonly mentors: Limits;
  readonly pairs: OrderedPairs;
  readonly lots: Lots;
  /**
   * The objective is the total score. Made when it is first asked for: without quotas and pins a match can be found without it. Throws what
   * `checkScores` throws.
   */
  readonly program: Program;
  /** To be called by whoever reads scores without the program, with the range that was read. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT. */
  readonly checkScores: (range: { least: number; most: number }) => void;
}

/**
 * Sorts everything by ids, so that the answer cannot depend on the order of the input: engines break ties by position.
 * Linear in the pairs. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function canonicalProblem(problem: Problem): CanonicalProblem {
  checkWellFormed(problem);
  const participants = orderById(problem.participants);
  const mentors = orderById(problem.mentors);
  const quotas = orderById(problem.quotas);
  const given = orderedPairs(problem, participants, mentors);
  const order = orderOf(participants, mentors, quotas, given);
  const sides = {
    participants: limits(problem.participants, participants),
    mentors: limits(problem.mentors, mentors),
  };
  const lots = new Lots(
    { nodes: problem.participants, order: participants },
    { nodes: problem.mentors, order: mentors },
  );
  const { participant, mentor, score } = given.pairs;
  const build = (): Program => {
    checkScores(score);
    return { ...sides, participant, mentor, objective: Float64Array.from(score), ...demands(problem, order) };
  };
  let program = hasDemands(problem) ? build() : undefined;
  return {
    ...sides,
    order,
    pairs: given.pairs,
    lots,
    checkScores: (range) => checkScores(score, range),
    get program() {
      program ??= build();
      return program;
    },
  };
}

function hasDemands({ quotas, pinned }: Problem): boolean {
  return quotas.length > 0 || pinned.length > 0;
}

/** Quotas and pins, which name pairs by their place in the problem. */
function demands({ quotas, pinned }: Problem, order: InputOrder): Pick<Program, 'rows' | 'fixed'> {
  const fixed = new Int8Array(order.pairs.length).fill(FREE);
  if (quotas.length === 0 && pinned.length === 0) return { rows: [], fixed };
  const pairRank = inverse(order.pairs);
  for (const pair of pinned) fixed[pairRank[pair] as number] = 1;
  const rows = Array.from(order.quotas, (quota) => quotaRow(quotas[quota] as ProblemQuota, pairRank));
  return { rows, fixed };
}

/** Throws INVALID_PROBLEM where an id is used twice. */
function orderById(things: readonly { id: string }[]): Int32Array {
  const order = identity(things.length);
  const idAt = (place: number) => things[order[place] as number]?.id ?? '';
  const isInOrder = () =>
    order.every((_, place) => place === 0 || compareIdentifiers(idAt(place - 1), idAt(place)) < 0);
  if (isInOrder()) return order;
  order.sort((a, b) => compareIdentifiers(things[a]?.id ?? '', things[b]?.id ?? ''));
  if (!isInOrder())
    throw new MileError('INVALID_PROBLEM', 'An id is used twice. Give everybody an id of their own.');
  return order;
}

/** The position of each thing in an order. */
export function inverse(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  for (let position = 0; position < order.length; position += 1) rank[order[position] as number] = position;
  return rank;
}

/** The order of a problem's parts; that of pairs which were given in order is counted out when it is asked for. */
function orderOf(
  participants: Int32Array,
  mentors: Int32Array,
  quotas: Int32Array,
  given: GivenPairs,
): InputOrder {
  let pairs = given.order;
  return {
    participants,
    mentors,
    quotas,
    get pairs() {
      pairs ??= identity(given.pairs.score.length);
      return pairs;
    },
  };
}

interface GivenPairs {
  readonly pairs: OrderedPairs;
  /** Undefined where they were given in order. */
  readonly order: Int32Array | undefined;
}

/** Puts the pairs into canonical order; mostly they stand in it, which one look at each shows. */
function orderedPairs(problem: Problem, participants: Int32Array, mentors: Int32Array): GivenPairs {
  const { length: rows } = participants;
  const { length: columns } = mentors;
  const { participant, mentor } = problem.pairs;
  const score = wholeScores(problem.pairs.score);
  if (
    participant instanceof Int32Array &&
    mentor instanceof Int32Array &&
    isIdentity(participants) &&
    isIdentity(mentors)
  ) {
    const starts = runsOf(participant, mentor, rows, columns);
    if (starts) return { pairs: { participant, mentor, score, starts }, order: undefined };
  }
  checkEnds(problem);
  const ends = {
    participant: ranked(wholes(participant), participants),
    mentor: ranked(wholes(mentor), mentors),
  };
  // Two stable counting sorts.
  const byMentor = countingSort(identity(score.length), ends.mentor, columns);
  const order = countingSort(byMentor, ends.participant, rows);
  const [from, to] = [ordered(ends.participant, order), ordered(ends.mentor, order)];
  const starts = runsOf(from, to, rows, columns);
  if (!starts) throw new MileError('INVALID_PROBLEM', 'A pair is listed twice. List each pair once.');
  return { pairs: { participant: from, mentor: to, score: ordered(score, order), starts }, order };
}

/** What 32 bits cannot hold would be lost here, so it is looked for first. */
function wholeScores(score: ArrayLike<number>): Int32Array {
  if (!(score instanceof Int32Array)) checkScores(score);
  return wholes(score);
}

function wholes(column: ArrayLike<number>): Int32Array {
  return column instanceof Int32Array ? column : Int32Array.from(column);
}

function ranked(ends: Int32Array, order: Int32Array): Int32Array {
  return isIdentity(order) ? ends : gathered(new Int32Array(ends.length), inverse(order), ends);
}

function ordered(column: Int32Array, order: Int32Array): Int32Array {
  return gathered(new Int32Array(order.length), column, order);
}

/** Does everything stand where it stood? */
export function isIdentity(order: Int32Array): boolean {
  for (let place = 0; place < order.length; place += 1) if (order[place] !== place) return false;
  return true;
}

/**
 * Where the run of each participant begins; undefined where pairs do not stand by participant and then mentor, each once, with ends that
 * there are.
 */
function runsOf(
  participant: Int32Array,
  mentor: Int32Array,
  participants: number,
  mentors: number,
): Int32Array | undefined {
  const starts = new Int32Array(participants + 1);
  let place = 0;
  for (let node = 0; node < participants; node += 1) {
    place = endOfRun(participant, mentor, place, node, mentors);
    if (place < 0) return undefined;
    starts[node + 1] = place;
  }
  return place === participant.length ? starts : undefined;
}

/**
 * The first place from `begin` on that is not of the node; negative where its mentors do not ascend from 0 on and to the last that there is. A function of
 * its own: one that is called for every run is compiled as it is, a loop within a loop in the middle of a call, to be left again for what comes after it.
 */
function endOfRun(
  participant: Int32Array,
  mentor: Int32Array,
  begin: number,
  node: number,
  mentors: number,
): number {
  const { length } = participant;
  let place = begin;
  let before = -1;
  let signs = 0;
  for (; place < length && participant[place] === node; place += 1) {
    const next = mentor[place] as number;
    // One sign tells of the whole run.
    signs |= next - before - 1;
    before = next;
  }
  return (signs | (mentors - 1 - before)) < 0 ? -1 : place;
}

function countingSort(order: Int32Array, ends: Int32Array, nodes: number): Int32Array {
  const next = new Int32Array(nodes + 1);
  for (let place = 0; place < order.length; place += 1) {
    const after = (ends[order[place] as number] as number) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let node = 0; node < nodes; node += 1) {
    next[node + 1] = (next[node + 1] as number) + (next[node] as number);
  }
  const sorted = new Int32Array(order.length);
  for (let place = 0; place < order.length; place += 1) {
    const pair = order[place] as number;
    const node = ends[pair] as number;
    sorted[next[node] as number] = pair;
    next[node] = (next[node] as number) + 1;
  }
  return sorted;
}

function limits(nodes: readonly ProblemNode[], order: Int32Array): Limits {
  const [min, max] = [new Int32Array(order.length), new Int32Array(order.length)];
  for (let rank = 0; rank < order.length; rank += 1) {
    const node = nodes[order[rank] as number] as ProblemNode;
    min[rank] = node.min;
    max[rank] = node.max;
  }
  return { min, max };
}

function quotaRow({ id, sense, bound, pairs, coefficients }: ProblemQuota, pairRank: Int32Array): Row {
  const rank = gathered(new Int32Array(pairs.length), pairRank, new Int32Array(pairs));
  const order = ascendingPlaces(rank);
  const row = {
    lower: sense === '<=' ? -Infinity : bound,
    upper: sense === '>=' ? Infinity : bound,
    pairs: order ? gathered(new Int32Array(rank.length), rank, order) : rank,
    coefficients: order
      ? gathered(new Float64Array(rank.length), coefficients, order)
      : new Float64Array(coefficients),
  };
  if (hasTwice(row.pairs))
    throw new MileError('INVALID_PROBLEM', `The quota "${id}" names a pair twice. Name each pair once.`);
  return row;
}

/** Of ascending numbers. */
function hasTwice(numbers: Int32Array): boolean {
  for (let place = 1; place < numbers.length; place += 1)
    if (numbers[place] === numbers[place - 1]) return true;
  return false;
}

/** The places of the numbers in ascending order; undefined where they stand so already. */
function ascendingPlaces(numbers: Int32Array): Int32Array | undefined {
  let isAscending = true;
  for (let place = 1; place < numbers.length && isAscending; place += 1)
    isAscending = (numbers[place - 1] as number) <= (numbers[place] as number);
  if (isAscending) return undefined;
  return Int32Array.from(numbers.keys()).sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
}
