import { starts } from './grouping.ts';
import { Heap } from './heap.ts';
import { FREE } from './program.ts';
import type { Choice, Program } from './program.ts';

const NONE = -1;

/**
 * Exchanges that take one pair out of a choice of a pure program and keep every limit: cycles of the residual network, in which the pairs that come in
 * score as much as can be. Nodes: participants, then mentors, then a root that partners come from and go to where limits leave room.
 */
export class Exchanges {
  readonly #program: Program;
  readonly #score: Float64Array;
  readonly #x: Choice;
  readonly #participants: number;
  readonly #root: number;
  /** Pairs of participant i: starts[i] to starts[i + 1] - 1. */
  readonly #starts: Int32Array;
  readonly #degree: Int32Array;
  /** The chosen pairs of each mentor, in lists. */
  readonly #firstChosen: Int32Array;
  readonly #nextChosen: Int32Array;
  /** The least score that comes in on the way to a node, as far as is known. */
  readonly #width: Float64Array;
  readonly #from: Int32Array;
  /** The pair over which a node was reached; NONE from or to the root. */
  readonly #over: Int32Array;
  readonly #reached: number[] = [];
  readonly #heap = new Heap();

  /** Changes `x` in place. Linear in the pairs. */
  constructor(program: Program, score: Float64Array, x: Choice) {
    const { participants, mentors, participant } = program;
    this.#program = program;
    this.#score = score;
    this.#x = x;
    this.#participants = participants.max.length;
    this.#root = this.#participants + mentors.max.length;
    this.#starts = starts(participant, this.#participants);
    this.#degree = new Int32Array(this.#root);
    this.#firstChosen = new Int32Array(mentors.max.length).fill(NONE);
    this.#nextChosen = new Int32Array(participant.length);
    this.#width = new Float64Array(this.#root + 1).fill(-Infinity);
    this.#from = new Int32Array(this.#root + 1);
    this.#over = new Int32Array(this.#root + 1);
    for (let pair = x.indexOf(1); pair >= 0; pair = x.indexOf(1, pair + 1)) this.#putIn(pair);
  }

  /** The chosen pairs of the lowest score above `below`. */
  weakest(below: number): number[] {
    const found: number[] = [];
    let lowest = Infinity;
    for (const first of this.#firstChosen) {
      for (let pair = first; pair !== NONE; pair = this.#nextChosen[pair] as number) {
        const own = this.#score[pair] as number;
        if (own <= below || own > lowest) continue;
        if (own < lowest) found.length = 0;
        lowest = own;
        found.push(pair);
      }
    }
    return found;
  }

  /**
   * Takes a chosen pair out, where that needs no pair in that scores more than `below` but no more than the one taken out; else the choice stays, and the
   * answer is false. A pair that is not chosen is out already: an exchange for one weak pair may have taken another with it.
   */
  takeOut(pair: number, below: number): boolean {
    if (this.#x[pair] === 0) return true;
    const { participant, mentor, fixed } = this.#program;
    if (fixed[pair] !== FREE) return false;
    const target = this.#participants + (mentor[pair] as number);
    this.#search(participant[pair] as number, target, below, this.#score[pair] as number);
    const isFound = (this.#width[target] as number) > -Infinity;
    if (isFound) this.#exchange(pair, target);
    for (const node of this.#reached) this.#width[node] = -Infinity;
    this.#reached.length = 0;
    this.#heap.clear();
    return isFound;
  }

  /** The widest way from the participant, who loses a partner, to the mentor, who loses one as well (Dijkstra's search for the bottleneck). */
  #search(source: number, target: number, below: number, least: number): void {
    this.#offer(source, Infinity, NONE, NONE);
    while (this.#heap.size > 0) {
      const width = -this.#heap.distance;
      const node = this.#heap.pop();
      if (node === target) return;
      if (width < (this.#width[node] as number)) continue;
      if (node === this.#root) this.#leaveRoot(width);
      else if (node < this.#participants) this.#leaveParticipant(node, width, below, least);
      else this.#leaveMentor(node, width);
    }
  }

  #leaveParticipant(node: number, width: number, below: number, least: number): void {
    const { mentor, fixed, participants } = this.#program;
    const [score, x, widths] = [this.#score, this.#x, this.#width];
    const end = this.#starts[node + 1] as number;
    for (let pair = this.#starts[node] as number; pair < end; pair += 1) {
      const own = score[pair] as number;
      if (own <= least && own > below) continue;
      const to = this.#participants + (mentor[pair] as number);
      const there = own > least && own < width ? own : width;
      if (there > (widths[to] as number) && x[pair] === 0 && fixed[pair] === FREE)
        this.#offer(to, there, node, pair);
    }
    if ((this.#degree[node] as number) > (participants.min[node] as number))
      this.#offer(this.#root, width, node, NONE);
  }

  #leaveMentor(node: number, width: number): void {
    const { participant, fixed, mentors } = this.#program;
    const mentor = node - this.#participants;
    let pair = this.#firstChosen[mentor] as number;
    for (; pair !== NONE; pair = this.#nextChosen[pair] as number)
      if (fixed[pair] === FREE) this.#offer(participant[pair] as number, width, node, pair);
    if ((this.#degree[node] as number) < (mentors.max[mentor] as number))
      this.#offer(this.#root, width, node, NONE);
  }

  #leaveRoot(width: number): void {
    const { participants, mentors } = this.#program;
    for (let node = 0; node < this.#root; node += 1) {
      const degree = this.#degree[node] as number;
      const isOpen =
        node < this.#participants
          ? degree < (participants.max[node] as number)
          : degree > (mentors.min[node - this.#participants] as number);
      if (isOpen) this.#offer(node, width, this.#root, NONE);
    }
  }

  #offer(node: number, width: number, from: number, over: number): void {
    if (width <= (this.#width[node] as number)) return;
    if (this.#width[node] === -Infinity) this.#reached.push(node);
    this.#width[node] = width;
    this.#from[node] = from;
    this.#over[node] = over;
    this.#heap.push(-width, node);
  }

  #exchange(pair: number, target: number): void {
    this.#turn(pair);
    for (let node = target; this.#from[node] !== NONE; node = this.#from[node] as number)
      if (this.#over[node] !== NONE) this.#turn(this.#over[node] as number);
  }

  #turn(pair: number): void {
    if (this.#x[pair] === 0) {
      this.#x[pair] = 1;
      this.#putIn(pair);
    } else {
      this.#x[pair] = 0;
      this.#count(pair, -1);
      this.#unlink(pair);
    }
  }

  #putIn(pair: number): void {
    const mentor = this.#program.mentor[pair] as number;
    this.#nextChosen[pair] = this.#firstChosen[mentor] as number;
    this.#firstChosen[mentor] = pair;
    this.#count(pair, 1);
  }

  #unlink(pair: number): void {
    const mentor = this.#program.mentor[pair] as number;
    let before = this.#firstChosen[mentor] as number;
    if (before === pair) {
      this.#firstChosen[mentor] = this.#nextChosen[pair] as number;
      return;
    }
    while (this.#nextChosen[before] !== pair) before = this.#nextChosen[before] as number;
    this.#nextChosen[before] = this.#nextChosen[pair] as number;
  }

  #count(pair: number, change: number): void {
    const { participant, mentor } = this.#program;
    for (const node of [participant[pair] as number, this.#participants + (mentor[pair] as number)])
      this.#degree[node] = (this.#degree[node] as number) + change;
  }
}
