import { MileError } from '../../contract/errors.ts';
import { grouped, starts } from '../../program/grouping.ts';
import { FREE } from '../../program/program.ts';
import type { Choice, Limits, Program } from '../../program/program.ts';

/**
 * The exchanges that lead from a best choice to any other: its residual network. Nodes are the people and a root, over which somebody
 * has one partner more or fewer. One side serves as centres, the smaller one, because all-pairs distances are taken over it; the other
 * side's people are called others. Where the participants are the centres every arc is turned round, which turns cycles round and
 * changes no length, so that always
 *
 *   other -> centre    over a pair left out          centre -> other    over a pair chosen
 *   root  -> other     one pair more for the other   other  -> root     one fewer
 *   centre -> root     one pair more for the centre  root   -> centre   one fewer
 *
 * An arc loses |worth - u_i - v_j| or |u_i|: never below 0, by complementary slackness at the standing's prices. So every other choice
 * is this one with arc-disjoint cycles turned, and loses the sum of their lengths. A length is loss x `base` + the number of participants
 * entered, below `base` on any simple path: shortest paths lose least, and of these move fewest participants.
 */
export interface Exchanges {
  readonly centres: number;
  readonly others: number;
  /** Ends of each pair. */
  readonly centre: Int32Array;
  readonly other: Int32Array;
  readonly x: Choice;
  /** The arc over each pair; Infinity where the pair is fixed. */
  readonly length: Float64Array;
  readonly base: number;
  /** What an arc into a centre enters: a participant (1) or a mentor (0). */
  readonly intoCentre: 0 | 1;
  /** Pairs by other: pairs byOther[otherStarts[o]] to byOther[otherStarts[o + 1] - 1]. The same by centre. */
  readonly otherStarts: Int32Array;
  readonly byOther: Int32Array;
  readonly centreStarts: Int32Array;
  readonly byCentre: Int32Array;
  /** Arcs with the root; Infinity where the limits do not allow it. */
  readonly rootToOther: Float64Array;
  readonly otherToRoot: Float64Array;
  readonly centreToRoot: Float64Array;
  readonly rootToCentre: Float64Array;
}

/** A best choice with whole prices that prove it: complementary slackness holds. */
export interface PricedChoice {
  readonly program: Program;
  readonly x: Choice;
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
  /** No exchange changes the worth by more than this. */
  readonly reach: number;
}

interface Side {
  readonly limits: Limits;
  readonly prices: Float64Array;
  readonly ends: Int32Array;
  /** 1 where an arc into this side enters a participant. */
  readonly moves: 0 | 1;
}

/** Linear in the pairs. Throws TOO_LARGE_TO_STAY_EXACT where lengths could pass 2^53. */
export function exchangesOf(best: PricedChoice): Exchanges {
  const { program, x } = best;
  const participants: Side = {
    limits: program.participants,
    prices: best.participants,
    ends: program.participant,
    moves: 1,
  };
  const mentors: Side = { limits: program.mentors, prices: best.mentors, ends: program.mentor, moves: 0 };
  const areMentorsFewer = program.mentors.max.length <= program.participants.max.length;
  const [centre, other] = areMentorsFewer ? [mentors, participants] : [participants, mentors];
  const base = program.participants.max.length + 1;
  refuseInexact(best, base);
  const otherStarts = starts(other.ends, other.prices.length);
  const centreStarts = starts(centre.ends, centre.prices.length);
  const [centreDegree, otherDegree] = [degrees(centre, x), degrees(other, x)];
  return {
    centres: centre.prices.length,
    others: other.prices.length,
    centre: centre.ends,
    other: other.ends,
    x,
    length: pairLengths(best, base, centre.moves, other.moves),
    base,
    intoCentre: centre.moves,
    otherStarts,
    byOther: grouped(other.ends, otherStarts),
    centreStarts,
    byCentre: grouped(centre.ends, centreStarts),
    rootToOther: gains(other, otherDegree, base, other.moves),
    otherToRoot: drops(other, otherDegree, base, 0),
    centreToRoot: gains(centre, centreDegree, base, 0),
    rootToCentre: drops(centre, centreDegree, base, centre.moves),
  };
}

/** What a cycle of this length loses. */
export function lossOf({ base }: Exchanges, length: number): number {
  return Math.floor(length / base);
}

/** How many participants lie on a cycle of this length. */
export function movedOn({ base }: Exchanges, length: number): number {
  return length - base * Math.floor(length / base);
}

/** Distances are differences of prices and a change of worth; a sum of two of them and an arc has to stay exact. */
function refuseInexact({ participants, mentors, reach }: PricedChoice, base: number): void {
  const largest = (prices: Float64Array) =>
    prices.reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  const distance = 2 * Math.max(largest(participants), largest(mentors)) + 2 * reach;
  if (3 * distance * base <= Number.MAX_SAFE_INTEGER) return;
  throw new MileError(
    'TOO_LARGE_TO_STAY_EXACT',
    `With ${base - 1} participants the cost of exchanges does not stay exact. Ask it of a part of the cohort.`,
    { participants: base - 1 },
  );
}

function degrees({ ends, prices }: Side, x: Choice): Int32Array {
  const degree = new Int32Array(prices.length);
  for (let pair = 0; pair < x.length; pair += 1) {
    const node = ends[pair] as number;
    if (x[pair] === 1) degree[node] = (degree[node] as number) + 1;
  }
  return degree;
}

function pairLengths(
  { program, x, participants, mentors }: PricedChoice,
  base: number,
  intoCentre: number,
  intoOther: number,
): Float64Array {
  const { participant, mentor, objective, fixed } = program;
  const length = new Float64Array(x.length).fill(Infinity);
  for (let pair = 0; pair < x.length; pair += 1) {
    if (fixed[pair] !== FREE) continue;
    const reduced =
      (objective[pair] as number) -
      (participants[participant[pair] as number] as number) -
      (mentors[mentor[pair] as number] as number);
    length[pair] = x[pair] === 1 ? reduced * base + intoOther : -reduced * base + intoCentre;
  }
  return length;
}

function gains({ limits, prices }: Side, degree: Int32Array, base: number, moves: number): Float64Array {
  return prices.map((price, node) =>
    (degree[node] as number) < (limits.max[node] as number) ? -price * base + moves : Infinity,
  );
}

function drops({ limits, prices }: Side, degree: Int32Array, base: number, moves: number): Float64Array {
  return prices.map((price, node) =>
    (degree[node] as number) > (limits.min[node] as number) ? price * base + moves : Infinity,
  );
}
