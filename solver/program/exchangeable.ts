import { componentsOf } from './components.ts';
import type { Arcs } from './components.ts';
import { gathered, joined } from './columns.ts';
import { grouped, starts } from './grouping.ts';
import { FREE } from './program.ts';
import type { Choice, Limits, Program } from './program.ts';

/** What there is to choose from a pure program: a program over the pairs that some of its choices have and some have not, and over their people. */
export interface Exchangeable {
  /** All its pairs are free; limits are less what the other pairs take. */
  readonly program: Program;
  /** The numbers of its pairs, participants and mentors in the program that it was taken from, ascending. */
  readonly pairs: Int32Array;
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
}

/**
 * What differs between the choices of a pure program, told from one of them; undefined where it has no other. Two choices differ by cycles of the
 * residual network, so a pair matters exactly where both its ends lie in one strongly connected component, and a person has more or
 * fewer partners in some choice exactly where it lies in the root's. It does not depend on which choice it is told from. Linear in the pairs.
 */
export function exchangeable(program: Program, x: Choice): Exchangeable | undefined {
  const { participant, mentor } = program;
  const free = freePairs(program);
  const limits = new ResidualLimits(program, x);
  const component = componentsOf(residualOf(program, x, free, limits));
  const offset = program.participants.max.length;
  let count = 0;
  for (let place = 0; place < free.length; place += 1) {
    const pair = free[place] as number;
    if (component[participant[pair] as number] !== component[offset + (mentor[pair] as number)]) continue;
    free[count] = pair;
    count += 1;
  }
  if (count === 0) return undefined;
  const pairs = free.slice(0, count);
  const from = numberedAnew(gathered(new Int32Array(count), participant, pairs), offset);
  const to = numberedAnew(gathered(new Int32Array(count), mentor, pairs), program.mentors.max.length);
  const sides = limits.within(pairs, component);
  return {
    pairs,
    participants: from.people,
    mentors: to.people,
    program: {
      participants: limitsOf(sides.participants, from.people),
      mentors: limitsOf(sides.mentors, to.people),
      participant: from.ends,
      mentor: to.ends,
      objective: new Float64Array(count),
      rows: [],
      fixed: new Int8Array(count).fill(FREE),
    },
  };
}

/** Ends of pairs numbered among those who occur; their numbers before, ascending. Mostly there is a choice for few people only. */
function numberedAnew(ends: Int32Array, nodes: number): { people: Int32Array; ends: Int32Array } {
  const rank = new Int32Array(nodes);
  for (let pair = 0; pair < ends.length; pair += 1) rank[ends[pair] as number] = 1;
  const people = new Int32Array(Math.min(nodes, ends.length));
  let count = 0;
  for (let node = 0; node < nodes; node += 1) {
    if (rank[node] === 0) continue;
    rank[node] = count;
    people[count] = node;
    count += 1;
  }
  return { people: people.slice(0, count), ends: gathered(new Int32Array(ends.length), rank, ends) };
}

function limitsOf({ min, max }: Limits, people: Int32Array): Limits {
  const of = (limit: Int32Array) => gathered(new Int32Array(people.length), limit, people);
  return { min: of(min), max: of(max) };
}

function freePairs({ fixed }: Program): Int32Array {
  const free = new Int32Array(fixed.length);
  let count = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) {
    free[count] = pair;
    count += fixed[pair] === FREE ? 1 : 0;
  }
  return free.subarray(0, count);
}

/** How many partners people have in a choice, and how many they may have; participants, then mentors. */
class ResidualLimits {
  readonly degree: Int32Array;
  readonly min: Int32Array;
  readonly max: Int32Array;
  readonly participants: number;
  readonly #program: Program;
  readonly #x: Choice;

  constructor(program: Program, x: Choice) {
    this.#program = program;
    this.#x = x;
    this.participants = program.participants.max.length;
    this.min = joined(program.participants.min, program.mentors.min);
    this.max = joined(program.participants.max, program.mentors.max);
    this.degree = new Int32Array(this.min.length);
    for (let pair = x.indexOf(1); pair >= 0; pair = x.indexOf(1, pair + 1)) this.#count(this.degree, pair);
  }

  /** The limits for these pairs alone, the others staying as they are; the number of partners is free only in the root's component. */
  within(pairs: Int32Array, component: Int32Array): Pick<Program, 'participants' | 'mentors'> {
    const root = this.degree.length;
    const own = new Int32Array(root);
    for (const pair of pairs) if (this.#x[pair] === 1) this.#count(own, pair);
    const isOpen = (node: number) => component[node] === component[root];
    const among = (limit: Int32Array) =>
      limit.map(
        (value, node) => (own[node] as number) + (isOpen(node) ? value - (this.degree[node] as number) : 0),
      );
    const [min, max] = [among(this.min), among(this.max)];
    return {
      participants: { min: min.slice(0, this.participants), max: max.slice(0, this.participants) },
      mentors: { min: min.slice(this.participants), max: max.slice(this.participants) },
    };
  }

  #count(degrees: Int32Array, pair: number): void {
    const { participant, mentor } = this.#program;
    for (const node of [participant[pair] as number, this.participants + (mentor[pair] as number)])
      degrees[node] = (degrees[node] as number) + 1;
  }
}

/** Arcs from participant to mentor over pairs left out, back over pairs chosen; over the root where limits leave room. */
function residualOf(
  { participant, mentor }: Program,
  x: Choice,
  free: Int32Array,
  { degree, min, max, participants }: ResidualLimits,
): Arcs {
  const root = degree.length;
  const arcs = new ArcList(free.length + 2 * root);
  for (let place = 0; place < free.length; place += 1) {
    const pair = free[place] as number;
    const from = participant[pair] as number;
    const to = participants + (mentor[pair] as number);
    if (x[pair] === 1) arcs.add(to, from);
    else arcs.add(from, to);
  }
  for (let node = 0; node < root; node += 1) {
    const isParticipant = node < participants;
    if (degree[node] !== (isParticipant ? max : min)[node]) arcs.add(root, node);
    if (degree[node] !== (isParticipant ? min : max)[node]) arcs.add(node, root);
  }
  return arcs.byTail(root + 1);
}

/** Arcs in the order in which they are told. */
class ArcList {
  readonly #tail: Int32Array;
  readonly #head: Int32Array;
  #count = 0;

  constructor(most: number) {
    this.#tail = new Int32Array(most);
    this.#head = new Int32Array(most);
  }

  add(tail: number, head: number): void {
    this.#tail[this.#count] = tail;
    this.#head[this.#count] = head;
    this.#count += 1;
  }

  byTail(nodes: number): Arcs {
    const tail = this.#tail.subarray(0, this.#count);
    const first = starts(tail, nodes);
    return { starts: first, head: gathered(new Int32Array(this.#count), this.#head, grouped(tail, first)) };
  }
}
