import type { ProblemNode } from '../contract/problem.ts';

/** Lots are whole numbers from 0 to below this: with some ten thousand pairs to choose from a draw leaves a tie about once in a hundred times (isolation lemma: Mulmuley, Vazirani and Vazirani 1987). */
const LOT_RANGE_BITS = 20;

/**
 * Lots that decide between equally good matches: each pair has one, a fixed function of the ids of its two people, and the match with the largest
 * sum is taken. So the choice depends neither on the order of the input nor on the method, nor on who else takes part, and nobody
 * gains by an id that sorts early. A tie of one draw is decided by the next.
 */
export class Lots {
  readonly #participants: People;
  readonly #mentors: People;

  /** The people of the problem, and their numbers there in canonical order. */
  constructor(participants: People, mentors: People) {
    this.#participants = participants;
    this.#mentors = mentors;
  }

  /** One draw: the lot of each pair, whose ends are numbers in canonical order. */
  draw(round: number, participant: Int32Array, mentor: Int32Array): Float64Array {
    const own = hashesOf(this.#participants, 2 * round, participant);
    const other = hashesOf(this.#mentors, 2 * round + 1, mentor);
    const lots = new Float64Array(participant.length);
    for (let pair = 0; pair < lots.length; pair += 1) {
      const one = own[participant[pair] as number] as number;
      lots[pair] =
        mixed(Math.imul(one, 5) ^ (other[mentor[pair] as number] as number)) >>> (32 - LOT_RANGE_BITS);
    }
    return lots;
  }
}

/** One side of a problem, and its numbers there in canonical order. */
export interface People {
  readonly nodes: readonly ProblemNode[];
  readonly order: Int32Array;
}

/** Hashes of the ids of those who are named. */
function hashesOf({ nodes, order }: People, salt: number, named: Int32Array): Int32Array {
  const hashes = new Int32Array(order.length);
  const isDone = new Uint8Array(order.length);
  for (let pair = 0; pair < named.length; pair += 1) {
    const person = named[pair] as number;
    if (isDone[person] === 1) continue;
    isDone[person] = 1;
    hashes[person] = hashOf(nodes[order[person] as number]?.id ?? '', salt);
  }
  return hashes;
}

/** FNV-1a over the code units (Fowler, Noll and Vo), begun at a salt. */
function hashOf(id: string, salt: number): number {
  let hash = mixed(0x811c9dc5 + salt);
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves about half of those of the result. */
function mixed(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
