import { Heap } from '../../program/heap.ts';
import { grouped, starts } from '../../program/grouping.ts';
import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';
import type { Standing } from '../standing.ts';

const NONE = -1;

/** A mentor who might come. */
export interface Reached {
  /** In worth; 0 where the mentor does not help. */
  readonly gain: number;
  /** Rank of the participant whom the mentor would have; -1 for nobody. */
  readonly participant: number;
}

/**
 * What one more place is worth, at every mentor at once. A best match is a minimum-cost circulation: a root sends to participants and
 * takes from mentors. One more place at mentor j is one more arc from j to the root, so its gain is the best cycle through that arc:
 * v_j less the distance from the root to j over the residual network, in the reduced worths of the prices u, v, which are not
 * negative (Ahuja, Magnanti and Orlin 1993, 9.11). A single search serves all mentors, and all mentors who might come (`reachedBy`).
 *
 * Giving out places one after the other, each where it gains most, is the method of successive shortest paths to a sink behind all
 * mentors: after k steps the match is the best with any k places more (Jewell 1958; Busacker and Gowen 1960).
 */
export class PlaceSearch {
  readonly #program: Program;
  readonly #x: Choice;
  readonly #participants: number;
  readonly #mentors: number;
  readonly #participantStarts: Int32Array;
  readonly #mentorStarts: Int32Array;
  readonly #byMentor: Int32Array;
  /** Potentials: u_i of participants, then -v_j of mentors; the root has 0. */
  readonly #potential: Float64Array;
  readonly #degree: Int32Array;
  /** From the root, in reduced worth. */
  readonly #distance: Float64Array;
  /** The pair over which a node was reached, NONE from the root. */
  readonly #over: Int32Array;

  constructor({ program, x, participants, mentors }: Standing) {
    this.#program = program;
    this.#x = x.slice();
    this.#participants = participants.length;
    this.#mentors = mentors.length;
    this.#participantStarts = starts(program.participant, participants.length);
    this.#mentorStarts = starts(program.mentor, mentors.length);
    this.#byMentor = grouped(program.mentor, this.#mentorStarts);
    const nodes = participants.length + mentors.length;
    this.#potential = new Float64Array(nodes);
    this.#potential.set(participants);
    for (let mentor = 0; mentor < mentors.length; mentor += 1)
      this.#potential[participants.length + mentor] = 0 - (mentors[mentor] as number);
    this.#degree = new Int32Array(nodes);
    for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) this.#count(pair, 1);
    this.#distance = new Float64Array(nodes);
    this.#over = new Int32Array(nodes);
    this.#search();
  }

  /** The gain of worth from one more place at the mentor. */
  gainAt(mentor: number): number {
    const node = this.#participants + mentor;
    return Math.max(0, 0 - (this.#potential[node] as number) - (this.#distance[node] as number));
  }

  /** The gain of worth from a mentor with one place who brings `worth` to some participants by rank, -Infinity where the two are not allowed. */
  reachedBy(worths: Iterable<readonly [participant: number, worth: number]>): Reached {
    let reached: Reached = { gain: 0, participant: NONE };
    for (const [participant, worth] of worths) {
      const cost = (this.#distance[participant] as number) + (this.#potential[participant] as number);
      if (worth - cost > reached.gain) reached = { gain: worth - cost, participant };
    }
    return reached;
  }

  /** The mentor where one more place gains most, the first of several; NONE without mentors. */
  best(): number {
    let best = NONE;
    for (let mentor = 0; mentor < this.#mentors; mentor += 1)
      if (best === NONE || this.gainAt(mentor) > this.gainAt(best)) best = mentor;
    return best;
  }

  /** Gives the mentor one more place; its gain must be above 0. */
  add(mentor: number): void {
    const end = this.#participants + mentor;
    const far = this.#distance[end] as number;
    for (let node = 0; node < this.#distance.length; node += 1)
      this.#potential[node] =
        (this.#potential[node] as number) + Math.min(far, this.#distance[node] as number);
    for (
      let node = end, pair = this.#over[node] as number;
      pair !== NONE;
      pair = this.#over[node] as number
    ) {
      const isChosen = this.#x[pair] === 1;
      this.#x[pair] = isChosen ? 0 : 1;
      this.#count(pair, isChosen ? -1 : 1);
      node = this.#otherEnd(pair, node);
    }
    this.#search();
  }

  #otherEnd(pair: number, node: number): number {
    const participant = this.#program.participant[pair] as number;
    return node === participant ? this.#participants + (this.#program.mentor[pair] as number) : participant;
  }

  #count(pair: number, units: number): void {
    const participant = this.#program.participant[pair] as number;
    const mentor = this.#participants + (this.#program.mentor[pair] as number);
    this.#degree[participant] = (this.#degree[participant] as number) + units;
    this.#degree[mentor] = (this.#degree[mentor] as number) + units;
  }

  /** Dijkstra from the root. */
  #search(): void {
    const heap = new Heap();
    this.#distance.fill(Infinity);
    this.#over.fill(NONE);
    this.#leaveRoot(heap);
    while (heap.size > 0) {
      const distance = heap.distance;
      const node = heap.pop();
      if (distance > (this.#distance[node] as number)) continue;
      if (node < this.#participants) this.#leaveParticipant(heap, node, distance);
      else this.#leaveMentor(heap, node, distance);
    }
  }

  /** To participants who could have more partners, and to mentors who could have fewer. */
  #leaveRoot(heap: Heap): void {
    const { participants, mentors } = this.#program;
    for (let node = 0; node < this.#distance.length; node += 1) {
      const degree = this.#degree[node] as number;
      const isOpen =
        node < this.#participants
          ? degree < (participants.max[node] as number)
          : degree > (mentors.min[node - this.#participants] as number);
      if (isOpen) this.#offer(heap, node, 0 - (this.#potential[node] as number), NONE);
    }
  }

  #leaveParticipant(heap: Heap, node: number, distance: number): void {
    const { mentor, objective, fixed } = this.#program;
    const base = distance + (this.#potential[node] as number);
    const end = this.#participantStarts[node + 1] as number;
    for (let pair = this.#participantStarts[node] as number; pair < end; pair += 1) {
      if (this.#x[pair] === 1 || fixed[pair] !== FREE) continue;
      const to = this.#participants + (mentor[pair] as number);
      this.#offer(heap, to, base - (objective[pair] as number) - (this.#potential[to] as number), pair);
    }
  }

  #leaveMentor(heap: Heap, node: number, distance: number): void {
    const { participant, objective, fixed } = this.#program;
    const base = distance + (this.#potential[node] as number);
    const mentor = node - this.#participants;
    const end = this.#mentorStarts[mentor + 1] as number;
    for (let entry = this.#mentorStarts[mentor] as number; entry < end; entry += 1) {
      const pair = this.#byMentor[entry] as number;
      if (this.#x[pair] === 0 || fixed[pair] !== FREE) continue;
      const to = participant[pair] as number;
      this.#offer(heap, to, base + (objective[pair] as number) - (this.#potential[to] as number), pair);
    }
  }

  #offer(heap: Heap, node: number, distance: number, pair: number): void {
    if (distance >= (this.#distance[node] as number)) return;
    this.#distance[node] = distance;
    this.#over[node] = pair;
    heap.push(distance, node);
  }
}
