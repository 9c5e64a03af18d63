import { MileError } from '../contract/errors.ts';
import { compareIdentifiers } from '../contract/identifier.ts';
import type { PairColumns, Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';
import { FREE } from './program.ts';
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
  const order = inputOrder(problem);
  const participantRank = inverse(order.participants);
  const mentorRank = inverse(order.mentors);
  const pairRank = inverse(order.pairs);
  const program: Program = {
    participants: limits(problem.participants, order.participants),
    mentors: limits(problem.mentors, order.mentors),
    participant: order.pairs.map(
      (pair) => participantRank[problem.pairs.participant[pair] as number] as number,
    ),
    mentor: order.pairs.map((pair) => mentorRank[problem.pairs.mentor[pair] as number] as number),
    objective: Float64Array.from(order.pairs, (pair) => problem.pairs.score[pair] as number),
    rows: Array.from(order.quotas, (quota) => quotaRow(problem.quotas[quota] as ProblemQuota, pairRank)),
    fixed: pins(problem.pinned, pairRank),
  };
  refuseDuplicates(program, problem);
  return { program, order };
}

function inputOrder(problem: Problem): InputOrder {
  const participants = orderById(problem.participants);
  const mentors = orderById(problem.mentors);
  return {
    participants,
    mentors,
    pairs: orderPairs(problem.pairs, inverse(participants), inverse(mentors)),
    quotas: orderById(problem.quotas),
  };
}

function orderById(things: readonly { id: string }[]): Int32Array {
  return Int32Array.from(things.keys()).sort((a, b) =>
    compareIdentifiers(things[a]?.id ?? '', things[b]?.id ?? ''),
  );
}

function inverse(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  for (let position = 0; position < order.length; position += 1) rank[order[position] as number] = position;
  return rank;
}

/** Two stable counting sorts, by mentor and then by participant. */
function orderPairs(pairs: PairColumns, participantRank: Int32Array, mentorRank: Int32Array): Int32Array {
  const unsorted = Int32Array.from({ length: pairs.participant.length }, (_, pair) => pair);
  return countingSort(countingSort(unsorted, pairs.mentor, mentorRank), pairs.participant, participantRank);
}

function countingSort(order: Int32Array, ends: ArrayLike<number>, rank: Int32Array): Int32Array {
  const next = new Int32Array(rank.length + 1);
  const rankOf = (pair: number) => rank[ends[pair] as number] as number;
  for (const pair of order) next[rankOf(pair) + 1] = (next[rankOf(pair) + 1] as number) + 1;
  for (let node = 0; node < rank.length; node += 1) {
    next[node + 1] = (next[node + 1] as number) + (next[node] as number);
  }
  const sorted = new Int32Array(order.length);
  for (const pair of order) {
    const place = next[rankOf(pair)] as number;
    sorted[place] = pair;
    next[rankOf(pair)] = place + 1;
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

function pins(pinned: readonly number[], pairRank: Int32Array): Int8Array {
  const fixed = new Int8Array(pairRank.length).fill(FREE);
  for (const pair of pinned) fixed[pairRank[pair] as number] = 1;
  return fixed;
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
