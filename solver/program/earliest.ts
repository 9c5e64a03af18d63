import { joined } from './columns.ts';
import { grouped, starts } from './grouping.ts';
import { FREE, pairCount } from './program.ts';
import type { Choice, Program } from './program.ts';

/** Pairs that the search may pass in all; beyond it the choice stays as far as it came. Some hundredths of a second. */
const WORK_LIMIT = 5e6;

/**
 * Of all choices of a pure program the one that takes the earliest pairs: pair after pair in canonical order is chosen where the pairs
 * before it allow that. On an optimal face every choice is equally good, so this makes the answer one that ids decide and no engine.
 * A pair that is not chosen can be, exactly where the residual network has a path from its mentor back to its participant; so one search
 * backwards from a participant finds the earliest of its pairs.
 */
export function earliestChoice(program: Program, x: Choice): Choice {
  return new Settling(program, x).run();
}

const NONE = -1;

/** Nodes: participants, then mentors, then the root, over which a unit more here is a unit less there. */
class Settling {
  readonly #program: Program;
  readonly #x: Choice;
  readonly #participants: number;
  readonly #root: number;
  readonly #min: Int32Array;
  readonly #max: Int32Array;
  readonly #degree: Int32Array;
  readonly #participantStarts: Int32Array;
  readonly #mentorStarts: Int32Array;
  readonly #byMentor: Int32Array;
  readonly #decided: Uint8Array;
  /** Chosen pairs of each participant that are not decided. */
  readonly #exchangeable: Int32Array;
  /** The round in which a node was reached, the node that follows on the way to the participant, and the pair between. */
  readonly #round: Int32Array;
  readonly #next: Int32Array;
  readonly #over: Int32Array;
  readonly #queue: Int32Array;
  #rounds = 0;
  #work = 0;

  constructor(program: Program, x: Choice) {
    const [participants, mentors] = [program.participants.max.length, program.mentors.max.length];
    this.#program = program;
    this.#x = x.slice();
    this.#participants = participants;
    this.#root = participants + mentors;
    this.#min = joined(program.participants.min, program.mentors.min);
    this.#max = joined(program.participants.max, program.mentors.max);
    this.#degree = new Int32Array(this.#root);
    this.#decided = Uint8Array.from(program.fixed, (value) => (value === FREE ? 0 : 1));
    this.#exchangeable = new Int32Array(participants);
    this.#participantStarts = starts(program.participant, participants);
    this.#mentorStarts = starts(program.mentor, mentors);
    this.#byMentor = grouped(program.mentor, this.#mentorStarts);
    this.#round = new Int32Array(this.#root + 1);
    this.#next = new Int32Array(this.#root + 1);
    this.#over = new Int32Array(this.#root + 1);
    this.#queue = new Int32Array(this.#root + 1);
    for (let pair = 0; pair < pairCount(program); pair += 1) if (x[pair] === 1) this.#count(pair, 1);
  }

  run(): Choice {
    for (let node = 0; node < this.#participants && this.#work < WORK_LIMIT; node += 1) this.#settle(node);
    return this.#x;
  }

  /** Decides the pairs of one participant, the earliest first. */
  #settle(node: number): void {
    const end = this.#participantStarts[node + 1] as number;
    let isSearched = false;
    for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
      if (this.#decided[pair] === 1) continue;
      if (this.#exchangeable[node] === 0 && this.#degree[node] === this.#max[node]) {
        // Nothing of its own is left to give for another pair.
        this.#decided.fill(1, pair, end);
        return;
      }
      if (this.#x[pair] === 0) {
        if (!isSearched) this.#search(node);
        isSearched = true;
        const mentor = this.#participants + (this.#program.mentor[pair] as number);
        if (this.#round[mentor] === this.#rounds) this.#turn(pair, node, mentor);
      }
      // Chosen or impossible: a later swap may not touch it. A search may have led over a chosen pair.
      this.#decided[pair] = 1;
      if (this.#x[pair] === 0) continue;
      this.#exchangeable[node] = (this.#exchangeable[node] as number) - 1;
      isSearched = false;
    }
  }

  /** Marks every node that a residual path leads from to the participant. */
  #search(target: number): void {
    this.#rounds += 1;
    this.#queue[0] = target;
    this.#round[target] = this.#rounds;
    this.#next[target] = NONE;
    let size = 1;
    const reach = (node: number, next: number, over: number) => {
      if (this.#round[node] === this.#rounds) return;
      this.#round[node] = this.#rounds;
      this.#next[node] = next;
      this.#over[node] = over;
      this.#queue[size] = node;
      size += 1;
    };
    for (let head = 0; head < size; head += 1) {
      const node = this.#queue[head] as number;
      if (node === this.#root) this.#intoRoot(reach);
      else if (node < this.#participants) this.#intoParticipant(node, reach);
      else this.#intoMentor(node, reach);
    }
  }

  #intoParticipant(node: number, reach: Reach): void {
    const end = this.#participantStarts[node + 1] as number;
    for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
      if (this.#x[pair] === 1 && this.#decided[pair] === 0)
        reach(this.#participants + (this.#program.mentor[pair] as number), node, pair);
    }
    this.#work += end - (this.#participantStarts[node] as number);
    if ((this.#degree[node] as number) < (this.#max[node] as number)) reach(this.#root, node, NONE);
  }

  #intoMentor(node: number, reach: Reach): void {
    const mentor = node - this.#participants;
    const end = this.#mentorStarts[mentor + 1] as number;
    for (let entry = this.#mentorStarts[mentor] as number; entry < end; entry += 1) {
      const pair = this.#byMentor[entry] as number;
      if (this.#x[pair] === 0 && this.#decided[pair] === 0)
        reach(this.#program.participant[pair] as number, node, pair);
    }
    this.#work += end - (this.#mentorStarts[mentor] as number);
    if ((this.#degree[node] as number) > (this.#min[node] as number)) reach(this.#root, node, NONE);
  }

  #intoRoot(reach: Reach): void {
    for (let node = 0; node < this.#root; node += 1) {
      const degree = this.#degree[node] as number;
      const isOpen =
        node < this.#participants
          ? degree > (this.#min[node] as number)
          : degree < (this.#max[node] as number);
      if (isOpen) reach(node, this.#root, NONE);
    }
    this.#work += this.#root;
  }

  /** Chooses the pair and turns every pair on the way from its mentor back to the participant. */
  #turn(pair: number, participant: number, mentor: number): void {
    this.#flip(pair);
    for (let node = mentor; node !== participant; node = this.#next[node] as number) {
      const over = this.#over[node] as number;
      if (over !== NONE) this.#flip(over);
    }
  }

  #flip(pair: number): void {
    const isChosen = this.#x[pair] === 1;
    this.#x[pair] = isChosen ? 0 : 1;
    this.#count(pair, isChosen ? -1 : 1);
  }

  #count(pair: number, units: number): void {
    const participant = this.#program.participant[pair] as number;
    const mentor = this.#participants + (this.#program.mentor[pair] as number);
    this.#degree[participant] = (this.#degree[participant] as number) + units;
    if (this.#decided[pair] === 0)
      this.#exchangeable[participant] = (this.#exchangeable[participant] as number) + units;
    this.#degree[mentor] = (this.#degree[mentor] as number) + units;
  }
}

type Reach = (node: number, next: number, over: number) => void;
