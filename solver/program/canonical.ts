import { MileError } from '../contract/errors.ts';
import { compareIdentifiers } from '../contract/identifier.ts';
import type { Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';
import { FREE } from './program.ts';
import { gathered } from './columns.ts';
import type { Limits, Program, Row } from './program.ts';
import { checkWellFormed } from './well-formed.ts';

/** Where each thing of the canonical program stands in the problem that was given. */
export interface InputOrder {
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
  readonly pairs: Int32Array;
  readonly quotas: Int32Array;
}

/** A problem in canonical order. The program's objective is the total score. */
export interface CanonicalProblem {
  readonly program: Program;
  readonly order: InputOrder;
}

/**
 * Sorts everything by ids, so that the answer cannot depend on the order of the input: engines break ties by position.
 * Linear in the pairs. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function canonicalProblem(problem: Problem): CanonicalProblem {
  checkWellFormed(problem);
  const participants = orderById(problem.participants);
  const mentors = orderById(problem.mentors);
  const ends = {
    participant: rankedEnds(problem.pairs.participant, participants),
    mentor: rankedEnds(problem.pairs.mentor, mentors),
  };
  const isGivenInOrder = isInOrder(ends);
  const pairs = isGivenInOrder
    ? identity(ends.participant.length)
    : orderPairs(ends, participants.length, mentors.length);
  const order = { participants, mentors, pairs, quotas: orderById(problem.quotas) };
  const program: Program = {
    participants: limits(problem.participants, order.participants),
    mentors: limits(problem.mentors, order.mentors),
    participant: isGivenInOrder ? ends.participant : ordered(ends.participant, pairs),
    mentor: isGivenInOrder ? ends.mentor : ordered(ends.mentor, pairs),
    objective: gathered(new Float64Array(pairs.length), problem.pairs.score, pairs),
    ...demands(problem, order),
  };
  refuseDuplicates(program, problem);
  return { program, order };
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

function orderById(things: readonly { id: string }[]): Int32Array {
  const isInOrder = things.every(
    ({ id }, index) => index === 0 || compareIdentifiers(things[index - 1]?.id ?? '', id) < 0,
  );
  const order = identity(things.length);
  if (isInOrder) return order;
  return order.sort((a, b) => compareIdentifiers(things[a]?.id ?? '', things[b]?.id ?? ''));
}

function identity(length: number): Int32Array {
  const order = new Int32Array(length);
  for (let index = 0; index < length; index += 1) order[index] = index;
  return order;
}

/** The position of each thing in an order. */
export function inverse(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  for (let position = 0; position < order.length; position += 1) rank[order[position] as number] = position;
  return rank;
}

/** The ends of the pairs by the ranks of their people, the pairs in the order in which they were given. */
interface Ends {
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
}

function rankedEnds(ends: ArrayLike<number>, order: Int32Array): Int32Array {
  const given = ends instanceof Int32Array ? ends : Int32Array.from(ends);
  return isIdentity(order) ? given : gathered(new Int32Array(given.length), inverse(order), given);
}

function ordered(column: Int32Array, order: Int32Array): Int32Array {
  return gathered(new Int32Array(order.length), column, order);
}

function isIdentity(order: Int32Array): boolean {
  for (let place = 0; place < order.length; place += 1) if (order[place] !== place) return false;
  return true;
}

/** Two stable counting sorts, by mentor and then by participant. */
function orderPairs({ participant, mentor }: Ends, participants: number, mentors: number): Int32Array {
  const byMentor = countingSort(identity(participant.length), mentor, mentors);
  return countingSort(byMentor, participant, participants);
}

function isInOrder({ participant, mentor }: Ends): boolean {
  for (let pair = 1; pair < participant.length; pair += 1) {
    const step = (participant[pair] as number) - (participant[pair - 1] as number);
    if (step < 0 || (step === 0 && (mentor[pair] as number) < (mentor[pair - 1] as number))) return false;
  }
  return true;
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
  return {
    min: order.map((node) => nodes[node]?.min ?? 0),
    max: order.map((node) => nodes[node]?.max ?? 0),
  };
}

function quotaRow({ id, sense, bound, pairs, coefficients }: ProblemQuota, pairRank: Int32Array): Row {
  const ranked = pairs.map(
    (pair, entry) => [pairRank[pair] as number, coefficients[entry] as number] as const,
  );
  ranked.sort(([a], [b]) => a - b);
  const row = {
    lower: sense === '<=' ? -Infinity : bound,
    upper: sense === '>=' ? Infinity : bound,
    pairs: Int32Array.from(ranked, ([pair]) => pair),
    coefficients: Float64Array.from(ranked, ([, coefficient]) => coefficient),
  };
  if (row.pairs.some((pair, entry) => pair === row.pairs[entry - 1]))
    throw new MileError('INVALID_PROBLEM', `The quota "${id}" names a pair twice. Name each pair once.`);
  return row;
}

function refuseDuplicates({ participant, mentor }: Program, problem: Problem): void {
  for (let pair = 1; pair < participant.length; pair += 1) {
    if (participant[pair] === participant[pair - 1] && mentor[pair] === mentor[pair - 1])
      throw new MileError('INVALID_PROBLEM', 'A pair is listed twice. List each pair once.');
  }
  for (const things of [problem.participants, problem.mentors, problem.quotas]) {
    if (new Set(things.map(({ id }) => id)).size !== things.length)
      throw new MileError('INVALID_PROBLEM', 'An id is used twice. Give everybody an id of their own.');
  }
}
