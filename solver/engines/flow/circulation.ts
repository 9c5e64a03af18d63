import { joined } from '../../program/columns.ts';
import { Heap } from '../../program/heap.ts';
import type { Network } from './network.ts';

/** Where a search may start from: any choice of the edges and any prices. Good ones leave little to repair. */
export interface Start {
  readonly chosen: Uint8Array;
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
}

/**
 * The best choice of the edges with prices that prove it, or prices that prove that no choice keeps the limits (Farkas multipliers of
 * the objective 0, each -1, 0 or 1). All whole.
 */
export type Circulated =
  | (Start & { readonly kind: 'optimal' })
  | { readonly kind: 'infeasible'; readonly participants: Float64Array; readonly mentors: Float64Array };

/**
 * Maximises the worth of a choice of edges in which everybody has from `min` to `max` partners, as a minimum-cost circulation: a root
 * sends to each participant and takes from each mentor what the limits allow. Edges and limits are put where the starting prices
 * want them, which leaves nodes with a surplus and nodes with a need; each unit of surplus then moves along a shortest path in the
 * residual network to a node in need (successive shortest paths with potentials: Tomizawa 1971, Edmonds and Karp 1972), so a start that
 * is nearly right costs few searches. A surplus that reaches no need shows, by the cut around what it reached, that nothing is
 * feasible (Hoffman 1960). At the end u_i + v_j >= worth on edges left out, <= on edges chosen, and a price above 0 (below 0) stands
 * only where the limit is met from above (below): complementary slackness, hence optimal.
 *
 * Time: (units out of place) x (edges + nodes log nodes) at worst. Deterministic.
 */
export function circulate(network: Network, start?: Start): Circulated {
  return new Circulation(network, start ?? coldStart(network)).run();
}

/** Each participant asks for the edge of most worth; nobody has a partner yet. */
function coldStart({ starts, worth, mentor, participants, mentors }: Network): Start {
  const prices = new Float64Array(participants.max.length);
  const chosen = new Uint8Array(mentor.length);
  const room = Int32Array.from(mentors.max);
  for (let node = 0; node < prices.length; node += 1) {
    const [begin, end] = [starts[node] as number, starts[node + 1] as number];
    let best = begin < end ? -Infinity : 0;
    for (let edge = begin; edge < end; edge += 1) best = Math.max(best, worth[edge] as number);
    prices[node] = best;
    let wanted = participants.max[node] as number;
    for (let edge = begin; edge < end && wanted > 0 && best > 0; edge += 1) {
      const open = room[mentor[edge] as number] as number;
      if (worth[edge] !== best || open <= 0) continue;
      chosen[edge] = 1;
      room[mentor[edge] as number] = open - 1;
      wanted -= 1;
    }
  }
  return { chosen, participants: prices, mentors: new Float64Array(mentors.max.length) };
}

const NONE = -1;

/**
 * Nodes: participants, then mentors, then the root. Potentials p: the price of a participant is p_i - p_root, that of a mentor
 * p_root - p_j, so the reduced worth of an edge is worth - p_i + p_j whatever the root has.
 */
class Circulation {
  readonly #network: Network;
  readonly #chosen: Uint8Array;
  readonly #participants: number;
  readonly #root: number;
  /** Participant of each edge. */
  readonly #participant: Int32Array;
  readonly #potential: Float64Array;
  /** Units between the root and each person. */
  readonly #flow: Float64Array;
  readonly #min: Int32Array;
  readonly #max: Int32Array;
  /** Has a maximum above the number of the own edges, which therefore never binds. */
  readonly #isLoose: Uint8Array;
  /** What flows into a node less what flows out of it: a surplus above 0, a need below 0. */
  readonly #balance: Float64Array;
  /** The chosen edges of each mentor, as doubly linked lists. */
  readonly #firstChosen: Int32Array;
  readonly #nextChosen: Int32Array;
  readonly #previousChosen: Int32Array;
  readonly #distance: Float64Array;
  readonly #parent: Int32Array;
  /** The edge over which a node was reached; NONE from or to the root. */
  readonly #parentEdge: Int32Array;
  readonly #reached: Int32Array;
  #reachedCount = 0;
  readonly #heap = new Heap();
  /** Nodes at the distance that is being scanned. */
  readonly #level: number[] = [];
  #nearest = NONE;

  constructor(network: Network, start: Start) {
    const [participants, mentors] = [network.participants.max.length, network.mentors.max.length];
    const nodes = participants + mentors + 1;
    this.#network = network;
    this.#participants = participants;
    this.#root = nodes - 1;
    this.#chosen = start.chosen.slice();
    this.#participant = new Int32Array(network.mentor.length);
    for (let node = 0; node < participants; node += 1)
      this.#participant.fill(node, network.starts[node], network.starts[node + 1]);
    this.#potential = new Float64Array(nodes);
    this.#potential.set(start.participants);
    this.#potential.set(
      start.mentors.map((price) => -price),
      participants,
    );
    this.#min = joined(network.participants.min, network.mentors.min);
    this.#max = joined(network.participants.max, network.mentors.max);
    this.#isLoose = new Uint8Array(nodes - 1);
    this.#tighten();
    this.#flow = new Float64Array(nodes - 1);
    this.#balance = new Float64Array(nodes);
    this.#firstChosen = new Int32Array(mentors).fill(NONE);
    this.#nextChosen = new Int32Array(network.mentor.length);
    this.#previousChosen = new Int32Array(network.mentor.length);
    this.#distance = new Float64Array(nodes).fill(Infinity);
    this.#parent = new Int32Array(nodes);
    this.#parentEdge = new Int32Array(nodes);
    this.#reached = new Int32Array(nodes);
  }

  run(): Circulated {
    this.#putEdges();
    this.#putFlows();
    for (let node = 0; node <= this.#root; node += 1) {
      while ((this.#balance[node] as number) > 0) {
        const need = this.#search(node);
        if (need === NONE) return { kind: 'infeasible', ...this.#cut() };
        this.#shift(this.#distance[need] as number);
        this.#push(need);
        this.#forget();
      }
    }
    return { kind: 'optimal', chosen: this.#chosen, ...this.#prices() };
  }

  /** Takes maxima down to the number of edges, so that no unit is sent that no edge could carry. */
  #tighten(): void {
    const { starts: first, mentor } = this.#network;
    const edges = new Int32Array(this.#root);
    for (let node = 0; node < this.#participants; node += 1)
      edges[node] = (first[node + 1] as number) - (first[node] as number);
    for (let edge = 0; edge < mentor.length; edge += 1) {
      const node = this.#participants + (mentor[edge] as number);
      edges[node] = (edges[node] as number) + 1;
    }
    for (let node = 0; node < this.#root; node += 1) {
      if ((this.#max[node] as number) <= (edges[node] as number)) continue;
      this.#isLoose[node] = 1;
      this.#max[node] = Math.max(this.#min[node] as number, edges[node] as number);
    }
  }

  /** Edges go where their reduced worth wants them; those of 0 stay. */
  #putEdges(): void {
    for (let node = 0; node < this.#participants; node += 1) this.#putEdgesOf(node);
  }

  #putEdgesOf(node: number): void {
    const { starts, mentor, worth } = this.#network;
    const [potentials, chosen] = [this.#potential, this.#chosen];
    const own = potentials[node] as number;
    const end = starts[node + 1] as number;
    for (let edge = starts[node] as number; edge < end; edge += 1) {
      const other = this.#participants + (mentor[edge] as number);
      const reduced = (worth[edge] as number) - own + (potentials[other] as number);
      if (reduced > 0) chosen[edge] = 1;
      else if (reduced < 0) chosen[edge] = 0;
      if (chosen[edge] === 0) continue;
      this.#link(edge);
      this.#add(node, -1);
      this.#add(other, 1);
    }
  }

  /** What the root exchanges goes where the prices want it, at price 0 as near to what the edges carry as the limits allow. */
  #putFlows(): void {
    const rootPotential = this.#potential[this.#root] as number;
    for (let node = 0; node < this.#root; node += 1) {
      const isParticipant = node < this.#participants;
      const above = (this.#potential[node] as number) - rootPotential;
      const price = isParticipant ? above : -above;
      const carried = Math.abs(this.#balance[node] as number);
      const flow = this.#wanted(node, price, carried);
      this.#flow[node] = flow;
      this.#add(node, isParticipant ? flow : -flow);
      this.#add(this.#root, isParticipant ? -flow : flow);
    }
  }

  #wanted(node: number, price: number, carried: number): number {
    const [min, max] = [this.#min[node] as number, this.#max[node] as number];
    if (price > 0) return max;
    return price < 0 ? min : Math.max(min, Math.min(max, carried));
  }

  #reducedWorth(edge: number): number {
    const { worth, mentor } = this.#network;
    return (
      (worth[edge] as number) -
      (this.#potential[this.#participant[edge] as number] as number) +
      (this.#potential[this.#participants + (mentor[edge] as number)] as number)
    );
  }

  /** Dijkstra from one node to the nearest node in need, or NONE. */
  #search(source: number): number {
    this.#nearest = NONE;
    this.#reachedCount = 0;
    this.#reach(source, 0, NONE, NONE);
    this.#level.push(source);
    for (let distance = 0; distance < this.#horizon(); distance = this.#nextLevel(distance)) {
      for (let node = this.#level.pop(); node !== undefined; node = this.#level.pop())
        if (this.#distance[node] === distance) this.#scan(node, distance);
      if (this.#heap.size === 0) break;
    }
    this.#heap.clear();
    this.#level.length = 0;
    return this.#nearest;
  }

  /** Nothing at or beyond the nearest need is looked at. */
  #horizon(): number {
    return this.#nearest === NONE ? Infinity : (this.#distance[this.#nearest] as number);
  }

  /** Moves the nodes of the next distance from the heap to the level. */
  #nextLevel(passed: number): number {
    let distance = this.#heap.distance;
    // Entries of nodes that were reached on a shorter way since, or scanned already.
    while (distance <= passed) {
      this.#heap.pop();
      distance = this.#heap.distance;
    }
    while (this.#heap.size > 0 && this.#heap.distance === distance) {
      const node = this.#heap.pop();
      if (this.#distance[node] === distance) this.#level.push(node);
    }
    return distance;
  }

  #scan(node: number, distance: number): void {
    if (node === this.#root) this.#scanRoot(distance);
    else if (node < this.#participants) this.#scanParticipant(node, distance);
    else this.#scanMentor(node, distance);
  }

  #scanParticipant(node: number, distance: number): void {
    const { starts, mentor, worth } = this.#network;
    const [potentials, distances] = [this.#potential, this.#distance];
    const base = distance + (potentials[node] as number);
    const end = starts[node + 1] as number;
    for (let edge = starts[node] as number; edge < end; edge += 1) {
      const to = this.#participants + (mentor[edge] as number);
      const length = base - (worth[edge] as number) - (potentials[to] as number);
      if (length < (distances[to] as number) && this.#chosen[edge] === 0)
        this.#offer(to, length, distance, node, edge);
    }
    if ((this.#flow[node] as number) > (this.#min[node] as number))
      this.#offer(this.#root, base - (potentials[this.#root] as number), distance, node, NONE);
  }

  #scanMentor(node: number, distance: number): void {
    const mentor = node - this.#participants;
    for (
      let edge = this.#firstChosen[mentor] as number;
      edge !== NONE;
      edge = this.#nextChosen[edge] as number
    ) {
      const to = this.#participant[edge] as number;
      this.#offer(to, distance + this.#reducedWorth(edge), distance, node, edge);
    }
    if ((this.#flow[node] as number) < (this.#max[node] as number)) {
      const length = distance + (this.#potential[node] as number) - (this.#potential[this.#root] as number);
      this.#offer(this.#root, length, distance, node, NONE);
    }
  }

  #scanRoot(distance: number): void {
    const base = distance + (this.#potential[this.#root] as number);
    for (let node = 0; node < this.#root; node += 1) {
      const flow = this.#flow[node] as number;
      const isOpen =
        node < this.#participants ? flow < (this.#max[node] as number) : flow > (this.#min[node] as number);
      if (isOpen) this.#offer(node, base - (this.#potential[node] as number), distance, this.#root, NONE);
    }
  }

  #offer(node: number, length: number, level: number, from: number, edge: number): void {
    if (length >= (this.#distance[node] as number) || length >= this.#horizon()) return;
    this.#reach(node, length, from, edge);
    if ((this.#balance[node] as number) < 0) this.#nearest = node;
    else if (length === level) this.#level.push(node);
    else this.#heap.push(length, node);
  }

  #reach(node: number, length: number, from: number, edge: number): void {
    if (this.#distance[node] === Infinity) {
      this.#reached[this.#reachedCount] = node;
      this.#reachedCount += 1;
    }
    this.#distance[node] = length;
    this.#parent[node] = from;
    this.#parentEdge[node] = edge;
  }

  /** Raises the potentials of what was reached nearer than the need by their lead, so that the path has the length 0. */
  #shift(far: number): void {
    for (let index = 0; index < this.#reachedCount; index += 1) {
      const node = this.#reached[index] as number;
      const lead = (this.#distance[node] as number) - far;
      if (lead < 0) this.#potential[node] = (this.#potential[node] as number) + lead;
    }
  }

  /** Moves one unit along the path to the node in need. */
  #push(need: number): void {
    this.#add(need, 1);
    let node = need;
    for (let from = this.#parent[node] as number; from !== NONE; from = this.#parent[node] as number) {
      const edge = this.#parentEdge[node] as number;
      if (edge !== NONE) this.#turn(edge);
      else this.#exchange(from, node);
      node = from;
    }
    this.#add(node, -1);
  }

  #turn(edge: number): void {
    if (this.#chosen[edge] === 1) {
      this.#chosen[edge] = 0;
      this.#unlink(edge);
    } else {
      this.#chosen[edge] = 1;
      this.#link(edge);
    }
  }

  /** A unit between the root and a person: more of it from the root to a participant or from a mentor to the root. */
  #exchange(from: number, to: number): void {
    const person = from === this.#root ? to : from;
    const isMore = (person === to) === person < this.#participants;
    this.#flow[person] = (this.#flow[person] as number) + (isMore ? 1 : -1);
  }

  #forget(): void {
    for (let index = 0; index < this.#reachedCount; index += 1)
      this.#distance[this.#reached[index] as number] = Infinity;
  }

  #link(edge: number): void {
    const mentor = this.#network.mentor[edge] as number;
    const first = this.#firstChosen[mentor] as number;
    this.#nextChosen[edge] = first;
    this.#previousChosen[edge] = NONE;
    if (first !== NONE) this.#previousChosen[first] = edge;
    this.#firstChosen[mentor] = edge;
  }

  #unlink(edge: number): void {
    const [previous, next] = [this.#previousChosen[edge] as number, this.#nextChosen[edge] as number];
    if (next !== NONE) this.#previousChosen[next] = previous;
    if (previous !== NONE) this.#nextChosen[previous] = next;
    else this.#firstChosen[this.#network.mentor[edge] as number] = next;
  }

  #add(node: number, units: number): void {
    this.#balance[node] = (this.#balance[node] as number) + units;
  }

  #prices() {
    const root = this.#potential[this.#root] as number;
    return this.#split((node) => (this.#potential[node] as number) - root);
  }

  /** Farkas multipliers of the cut: the direction in which the prices of what was reached could fall without end. */
  #cut() {
    const level = (node: number) => (this.#distance[node] === Infinity ? 0 : -1);
    const root = level(this.#root);
    return this.#split((node) => level(node) - root);
  }

  /** A price above 0 on a loose person would argue from a maximum that does not bind; at 0 the edges themselves bound as much. */
  #split(above: (node: number) => number) {
    const { participants, mentors } = this.#network;
    const prices = {
      participants: new Float64Array(participants.max.length),
      mentors: new Float64Array(mentors.max.length),
    };
    const priceOf = (node: number, price: number) => (this.#isLoose[node] === 1 ? Math.min(0, price) : price);
    for (let node = 0; node < this.#participants; node += 1)
      prices.participants[node] = priceOf(node, above(node));
    for (let node = this.#participants; node < this.#root; node += 1)
      prices.mentors[node - this.#participants] = priceOf(node, 0 - above(node));
    return prices;
  }
}
