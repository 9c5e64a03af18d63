import type { EvaluatedBound } from './prices.ts';
import { starts } from './grouping.ts';
import { boundOf } from './prices.ts';
import { FREE } from './program.ts';
import type { Choice, Program } from './program.ts';

/** A largest matching of the pairs within the maxima, and the prices that prove that none is larger. */
export interface Cover {
  readonly x: Choice;
  readonly proven: EvaluatedBound;
}

/**
 * A largest b-matching that contains the pinned pairs and disregards minima and rows, by shortest augmenting paths in phases
 * (Hopcroft and Karp 1973; of order sqrt(people) phases, each a pass over the pairs), after a greedy choice of the best scores.
 *
 * Koenig: let R be all that can be reached from participants with room over alternating paths. Price 1 on the participants
 * outside R and on the mentors inside R covers every pair that could still be added, and the prices sum up to the size reached.
 * The program's objective must be the number of pairs. Minima and rows only shrink the region, so the bound holds for it too.
 */
export function largestMatching(program: Program, score: Float64Array): Cover {
  const search = new Augmentation(program);
  search.greedy(score);
  search.augmentAll();
  return { x: search.x, proven: boundOf(program, search.prices()) };
}

class Augmentation {
  readonly x: Choice;
  readonly #program: Program;
  readonly #participantRoom: Int32Array;
  readonly #mentorRoom: Int32Array;
  readonly #participantStarts: Int32Array;
  /** The exchangeable pairs that a mentor holds stand in its slots: slots[slotStarts[j]] and the `held` after it. */
  readonly #slotStarts: Int32Array;
  readonly #slots: Int32Array;
  readonly #held: Int32Array;
  /** Length of the shortest alternating path from somebody with room; FAR where there is none. */
  readonly #participantLevel: Int32Array;
  readonly #mentorLevel: Int32Array;
  /** Where the search of this phase goes on at a participant's pairs and a mentor's slots. */
  readonly #nextPair: Int32Array;
  readonly #nextSlot: Int32Array;
  readonly #queue: Int32Array;

  constructor(program: Program) {
    const { participants, mentors, fixed } = program;
    this.#program = program;
    this.x = new Uint8Array(fixed.length);
    this.#participantRoom = Int32Array.from(participants.max);
    this.#mentorRoom = Int32Array.from(mentors.max);
    for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] === 1) this.#choose(pair);
    this.#participantStarts = starts(program.participant, participants.max.length);
    this.#slotStarts = slotStartsOf(program.mentor, this.#mentorRoom);
    this.#slots = new Int32Array(this.#slotStarts.at(-1) as number);
    this.#held = new Int32Array(mentors.max.length);
    this.#participantLevel = new Int32Array(participants.max.length);
    this.#mentorLevel = new Int32Array(mentors.max.length);
    this.#nextPair = new Int32Array(participants.max.length);
    this.#nextSlot = new Int32Array(mentors.max.length);
    this.#queue = new Int32Array(participants.max.length);
  }

  greedy(score: Float64Array): void {
    for (let node = 0; node < this.#participantRoom.length; node += 1) {
      while ((this.#participantRoom[node] as number) > 0) {
        const pair = this.#bestOpenPair(node, score);
        if (pair === NONE) break;
        this.#choose(pair);
        this.#hold(pair);
      }
    }
  }

  #bestOpenPair(node: number, score: Float64Array): number {
    const { mentor, fixed } = this.#program;
    let best = NONE;
    let bestScore = -Infinity;
    const end = this.#participantStarts[node + 1] as number;
    for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
      if ((score[pair] as number) <= bestScore || this.x[pair] === 1 || fixed[pair] !== FREE) continue;
      if ((this.#mentorRoom[mentor[pair] as number] as number) <= 0) continue;
      best = pair;
      bestScore = score[pair] as number;
    }
    return best;
  }

  /** In each phase as many shortest paths as fit beside each other, until no mentor with room is reached. */
  augmentAll(): void {
    while (this.#layer()) {
      this.#nextPair.set(this.#participantStarts.subarray(0, this.#nextPair.length));
      this.#nextSlot.set(this.#slotStarts.subarray(0, this.#nextSlot.length));
      for (let node = 0; node < this.#participantRoom.length; node += 1)
        while ((this.#participantRoom[node] as number) > 0 && this.#augment(node));
    }
  }

  prices() {
    return {
      scale: 1,
      participants: Float64Array.from(this.#participantLevel, (level) => (level === FAR ? 1 : 0)),
      mentors: Float64Array.from(this.#mentorLevel, (level) => (level === FAR ? 0 : 1)),
      rows: new Float64Array(this.#program.rows.length),
    };
  }

  /** Levels by breadth-first search from everybody with room; is a mentor with room reached? */
  #layer(): boolean {
    const { mentor, fixed } = this.#program;
    this.#mentorLevel.fill(FAR);
    let size = 0;
    for (let node = 0; node < this.#participantRoom.length; node += 1) {
      const isRoot = (this.#participantRoom[node] as number) > 0;
      this.#participantLevel[node] = isRoot ? 0 : FAR;
      if (!isRoot) continue;
      this.#queue[size] = node;
      size += 1;
    }
    let last = FAR;
    for (let head = 0; head < size; head += 1) {
      const node = this.#queue[head] as number;
      const level = this.#participantLevel[node] as number;
      if (level > last) break;
      const end = this.#participantStarts[node + 1] as number;
      for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
        const reached = mentor[pair] as number;
        if (this.#mentorLevel[reached] !== FAR || this.x[pair] === 1 || fixed[pair] !== FREE) continue;
        this.#mentorLevel[reached] = level;
        if ((this.#mentorRoom[reached] as number) > 0) last = level;
        else size = this.#layerPartners(reached, level + 1, size);
      }
    }
    return last !== FAR;
  }

  #layerPartners(reached: number, level: number, size: number): number {
    const begin = this.#slotStarts[reached] as number;
    const end = begin + (this.#held[reached] as number);
    let next = size;
    for (let slot = begin; slot < end; slot += 1) {
      const partner = this.#program.participant[this.#slots[slot] as number] as number;
      if (this.#participantLevel[partner] !== FAR) continue;
      this.#participantLevel[partner] = level;
      this.#queue[next] = partner;
      next += 1;
    }
    return next;
  }

  /** One path along rising levels to a mentor with room, depth first; what leads nowhere is not entered again in this phase. */
  #augment(root: number): boolean {
    const { participant, mentor } = this.#program;
    const path: number[] = [];
    const slots: number[] = [];
    let node = root;
    for (;;) {
      const pair = this.#openPair(node);
      if (pair === NONE) {
        const slot = slots.pop();
        if (slot === undefined) return false;
        node = participant[path.pop() as number] as number;
        continue;
      }
      const reached = mentor[pair] as number;
      if ((this.#mentorRoom[reached] as number) > 0) {
        this.#exchange(path, slots);
        this.#choose(pair);
        this.#hold(pair);
        this.#release(root, node);
        return true;
      }
      const slot = this.#openSlot(reached);
      if (slot === NONE) {
        this.#nextPair[node] = pair + 1;
        continue;
      }
      path.push(pair);
      slots.push(slot);
      node = participant[this.#slots[slot] as number] as number;
    }
  }

  /** The next pair of a participant that leads one level on, or NONE. */
  #openPair(node: number): number {
    const { mentor, fixed } = this.#program;
    const level = this.#participantLevel[node] as number;
    const end = this.#participantStarts[node + 1] as number;
    for (let pair = this.#nextPair[node] as number; pair < end; pair += 1) {
      if (this.#mentorLevel[mentor[pair] as number] !== level || this.x[pair] === 1 || fixed[pair] !== FREE)
        continue;
      this.#nextPair[node] = pair;
      return pair;
    }
    this.#nextPair[node] = end;
    return NONE;
  }

  /** The next slot of a mentor whose holder stands one level on; each is entered once a phase. */
  #openSlot(reached: number): number {
    const level = (this.#mentorLevel[reached] as number) + 1;
    const end = (this.#slotStarts[reached] as number) + (this.#held[reached] as number);
    for (let slot = this.#nextSlot[reached] as number; slot < end; slot += 1) {
      const partner = this.#program.participant[this.#slots[slot] as number] as number;
      if (this.#participantLevel[partner] !== level) continue;
      this.#nextSlot[reached] = slot + 1;
      return slot;
    }
    this.#nextSlot[reached] = end;
    return NONE;
  }

  /** Every pair of the path takes the slot that the next one leaves. */
  #exchange(path: readonly number[], slots: readonly number[]): void {
    for (const [place, pair] of path.entries()) {
      const slot = slots[place] as number;
      this.x[this.#slots[slot] as number] = 0;
      this.x[pair] = 1;
      this.#slots[slot] = pair;
    }
  }

  /** The path's last pair was counted for its own participant; the room was the root's. */
  #release(root: number, last: number): void {
    this.#participantRoom[last] = (this.#participantRoom[last] as number) + 1;
    this.#participantRoom[root] = (this.#participantRoom[root] as number) - 1;
  }

  #choose(pair: number): void {
    const participant = this.#program.participant[pair] as number;
    const mentor = this.#program.mentor[pair] as number;
    this.x[pair] = 1;
    this.#participantRoom[participant] = (this.#participantRoom[participant] as number) - 1;
    this.#mentorRoom[mentor] = (this.#mentorRoom[mentor] as number) - 1;
  }

  #hold(pair: number): void {
    const mentor = this.#program.mentor[pair] as number;
    const held = this.#held[mentor] as number;
    this.#slots[(this.#slotStarts[mentor] as number) + held] = pair;
    this.#held[mentor] = held + 1;
  }
}

const NONE = -1;
const FAR = 2 ** 31 - 1;

/** Room for as many pairs as a mentor can hold: its room or, where that is less, its pairs. */
function slotStartsOf(mentor: Int32Array, room: Int32Array): Int32Array {
  const pairs = new Int32Array(room.length);
  for (let pair = 0; pair < mentor.length; pair += 1) {
    const node = mentor[pair] as number;
    pairs[node] = (pairs[node] as number) + 1;
  }
  const first = new Int32Array(room.length + 1);
  for (let node = 0; node < room.length; node += 1) {
    const most = Math.max(0, Math.min(room[node] as number, pairs[node] as number));
    first[node + 1] = (first[node] as number) + most;
  }
  return first;
}
