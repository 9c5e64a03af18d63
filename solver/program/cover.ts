import type { ProvenBound } from './prices.ts';
import { grouped, starts } from './grouping.ts';
import { boundOf } from './prices.ts';
import { FREE } from './program.ts';
import type { Choice, Program } from './program.ts';

/** A largest matching of the pairs within the maxima, and the prices that prove that none is larger. */
export interface Cover {
  readonly x: Choice;
  readonly proven: ProvenBound;
}

/**
 * A largest b-matching that contains the pinned pairs and disregards minima and rows, by augmenting paths: at most one search of
 * the pairs for each participant, and few in practice, since a greedy choice of the best scores comes first.
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
  /** Pairs grouped by mentor; those of a participant are adjacent already. */
  readonly #byMentor: Int32Array;
  readonly #mentorStarts: Int32Array;
  /** The pair over which the last search reached a participant or a mentor: NOT_REACHED, ROOT or the pair. */
  readonly #reachedParticipant: Int32Array;
  readonly #reachedMentor: Int32Array;

  constructor(program: Program) {
    this.#program = program;
    this.x = Uint8Array.from(program.fixed, (value) => (value === 1 ? 1 : 0));
    this.#participantStarts = starts(program.participant, program.participants.max.length);
    this.#mentorStarts = starts(program.mentor, program.mentors.max.length);
    this.#byMentor = grouped(program.mentor, this.#mentorStarts);
    this.#participantRoom = Int32Array.from(program.participants.max);
    this.#mentorRoom = Int32Array.from(program.mentors.max);
    for (let pair = 0; pair < this.x.length; pair += 1) if (this.x[pair] === 1) this.#takeRoom(pair);
    this.#reachedParticipant = new Int32Array(this.#participantRoom.length);
    this.#reachedMentor = new Int32Array(this.#mentorRoom.length);
  }

  greedy(score: Float64Array): void {
    for (let node = 0; node < this.#participantRoom.length; node += 1) {
      while ((this.#participantRoom[node] as number) > 0) {
        const pair = this.#bestOpenPair(node, score);
        if (pair === NOT_REACHED) break;
        this.x[pair] = 1;
        this.#takeRoom(pair);
      }
    }
  }

  #bestOpenPair(node: number, score: Float64Array): number {
    const { mentor, fixed } = this.#program;
    let best = NOT_REACHED;
    const end = this.#participantStarts[node + 1] as number;
    for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
      if (this.x[pair] === 1 || fixed[pair] !== FREE) continue;
      if ((this.#mentorRoom[mentor[pair] as number] as number) <= 0) continue;
      if (best === NOT_REACHED || (score[pair] as number) > (score[best] as number)) best = pair;
    }
    return best;
  }

  /** Searches from all participants with room at once, until no mentor with room is reached. */
  augmentAll(): void {
    for (let end = this.#search(); end !== NOT_REACHED; end = this.#search()) this.#augment(end);
  }

  prices() {
    return {
      scale: 1,
      participants: Float64Array.from(this.#reachedParticipant, (over) => (over === NOT_REACHED ? 1 : 0)),
      mentors: Float64Array.from(this.#reachedMentor, (over) => (over === NOT_REACHED ? 0 : 1)),
      rows: new Float64Array(this.#program.rows.length),
    };
  }

  /** A mentor with room that an alternating path reaches, or NOT_REACHED. */
  #search(): number {
    const { participant, mentor, fixed } = this.#program;
    this.#reachedMentor.fill(NOT_REACHED);
    const queue: number[] = [];
    for (let node = 0; node < this.#participantRoom.length; node += 1) {
      const isRoot = (this.#participantRoom[node] as number) > 0;
      this.#reachedParticipant[node] = isRoot ? ROOT : NOT_REACHED;
      if (isRoot) queue.push(node);
    }
    for (let head = 0; head < queue.length; head += 1) {
      const node = queue[head] as number;
      const end = this.#participantStarts[node + 1] as number;
      for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
        const reached = mentor[pair] as number;
        if (this.x[pair] === 1 || fixed[pair] !== FREE || this.#reachedMentor[reached] !== NOT_REACHED)
          continue;
        this.#reachedMentor[reached] = pair;
        if ((this.#mentorRoom[reached] as number) > 0) return reached;
        this.#reachPartners(reached, participant, fixed, queue);
      }
    }
    return NOT_REACHED;
  }

  #reachPartners(mentor: number, participant: Int32Array, fixed: Int8Array, queue: number[]): void {
    const end = this.#mentorStarts[mentor + 1] as number;
    for (let entry = this.#mentorStarts[mentor] as number; entry < end; entry += 1) {
      const pair = this.#byMentor[entry] as number;
      const partner = participant[pair] as number;
      if (this.x[pair] === 0 || fixed[pair] !== FREE || this.#reachedParticipant[partner] !== NOT_REACHED)
        continue;
      this.#reachedParticipant[partner] = pair;
      queue.push(partner);
    }
  }

  #augment(end: number): void {
    const { participant, mentor } = this.#program;
    this.#mentorRoom[end] = (this.#mentorRoom[end] as number) - 1;
    let node = end;
    for (;;) {
      const added = this.#reachedMentor[node] as number;
      this.x[added] = 1;
      const partner = participant[added] as number;
      const removed = this.#reachedParticipant[partner] as number;
      if (removed === ROOT) {
        this.#participantRoom[partner] = (this.#participantRoom[partner] as number) - 1;
        return;
      }
      this.x[removed] = 0;
      node = mentor[removed] as number;
    }
  }

  #takeRoom(pair: number): void {
    const participant = this.#program.participant[pair] as number;
    const mentor = this.#program.mentor[pair] as number;
    this.#participantRoom[participant] = (this.#participantRoom[participant] as number) - 1;
    this.#mentorRoom[mentor] = (this.#mentorRoom[mentor] as number) - 1;
  }
}

const NOT_REACHED = -1;
const ROOT = -2;
