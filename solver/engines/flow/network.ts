import { gathered } from '../../program/columns.ts';
import { starts } from '../../program/grouping.ts';
import type { Choice, Limits, Program } from '../../program/program.ts';
import { FREE } from '../../program/program.ts';

/**
 * What is left to decide of a pure program: its free pairs as edges, grouped by participant, and the limits less what fixed pairs
 * take. `min` may be negative: the person has more than the minimum already, and no price may argue from it.
 */
export interface Network {
  readonly participants: Limits;
  readonly mentors: Limits;
  /** Edges of participant i: starts[i] to starts[i + 1] - 1. */
  readonly starts: Int32Array;
  /** Mentor of each edge, ascending within a participant. */
  readonly mentor: Int32Array;
  readonly worth: Float64Array;
  /** Pair of each edge. */
  readonly pair: Int32Array;
}

/** The network of a program's free pairs; its rows are not looked at. Linear in the pairs; where all are free it shares the program's columns. */
export function networkOf(program: Program): Network {
  const pair = freePairs(program.fixed);
  return pair.length === program.fixed.length ? wholeNetwork(program, pair) : partialNetwork(program, pair);
}

function wholeNetwork(
  { participants, mentors, participant, mentor, objective }: Program,
  pair: Int32Array,
): Network {
  const first = starts(participant, participants.max.length);
  return { participants, mentors, starts: first, mentor, worth: objective, pair };
}

function partialNetwork(program: Program, pair: Int32Array): Network {
  const { participant, mentor, objective, fixed } = program;
  const taken = {
    participants: new Int32Array(program.participants.max.length),
    mentors: new Int32Array(program.mentors.max.length),
  };
  for (let index = 0; index < fixed.length; index += 1) {
    if (fixed[index] !== 1) continue;
    count(taken.participants, participant[index] as number);
    count(taken.mentors, mentor[index] as number);
  }
  const ends = gathered(new Int32Array(pair.length), participant, pair);
  return {
    participants: less(program.participants, taken.participants),
    mentors: less(program.mentors, taken.mentors),
    starts: starts(ends, program.participants.max.length),
    mentor: gathered(new Int32Array(pair.length), mentor, pair),
    worth: gathered(new Float64Array(pair.length), objective, pair),
    pair,
  };
}

/** The choice of a program in which these edges are chosen, with its fixed pairs. */
export function choiceOf({ fixed }: Program, { pair }: Network, chosen: Uint8Array): Choice {
  if (pair.length === fixed.length) return chosen;
  const x = new Uint8Array(fixed.length);
  for (let index = 0; index < x.length; index += 1) if (fixed[index] === 1) x[index] = 1;
  for (let edge = 0; edge < chosen.length; edge += 1) x[pair[edge] as number] = chosen[edge] as number;
  return x;
}

function freePairs(fixed: Int8Array): Int32Array {
  const free = new Int32Array(fixed.length);
  let next = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] !== FREE) continue;
    free[next] = pair;
    next += 1;
  }
  return free.subarray(0, next);
}

function less({ min, max }: Limits, taken: Int32Array): Limits {
  const rest = { min: min.slice(), max: max.slice() };
  for (let node = 0; node < taken.length; node += 1) {
    rest.min[node] = (min[node] as number) - (taken[node] as number);
    rest.max[node] = (max[node] as number) - (taken[node] as number);
  }
  return rest;
}

function count(counts: Int32Array, index: number): void {
  counts[index] = (counts[index] as number) + 1;
}
