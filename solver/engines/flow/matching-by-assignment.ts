import { gathered } from '../../program/columns.ts';
import { grouped, starts } from '../../program/grouping.ts';
import type { Limits } from '../../program/program.ts';
import type { EarlierPrices } from '../../program/maximum.ts';
import { assign } from './assignment/assign.ts';
import type { AssignmentProblem } from './assignment/problem.ts';
import type { Start } from './circulation.ts';
import type { Network } from './network.ts';

/** A choice with prices; `isOptimal` where they prove that it is the best. */
export interface Assigned extends Start {
  readonly isOptimal: boolean;
}

/** How a network reads as an assignment, whatever its edges are worth: one side asks for partners, the other has room. */
export type AssignmentParts = readonly Part[];

/**
 * The network as an assignment. Minima are looked at afterwards, so the answer is
 * optimal where they happen to hold, as they do on the face that a largest matching leaves: there everybody on the asking side must be
 * matched and nobody else must (Dulmage and Mendelsohn 1958 split the network into a part for each side). Undefined where neither side
 * is one-to-one, so that a pair could be taken twice, or where those who must be matched cannot.
 */
export function matchingByAssignment(network: Network, earlier?: EarlierPrices): Assigned | undefined {
  const parts = assignmentParts(network);
  return parts && assignParts(network, parts, earlier);
}

/** Undefined where the network is no assignment. */
export function assignmentParts(network: Network): AssignmentParts | undefined {
  if (!isOneToOne(network.participants) && !isOneToOne(network.mentors)) return undefined;
  return askingSides(network)?.map((side) => partOf(network, side));
}

/** `parts`: those of a network that differs in the worth of its edges at most. */
export function assignParts(
  network: Network,
  parts: AssignmentParts,
  earlier?: EarlierPrices,
): Assigned | undefined {
  const found: Assigned = {
    chosen: new Uint8Array(network.mentor.length),
    participants: new Float64Array(network.participants.max.length),
    mentors: new Float64Array(network.mentors.max.length),
    isOptimal: true,
  };
  for (const part of parts) if (!assignPart(network, part, found, earlier)) return undefined;
  return { ...found, isOptimal: keepsMinima(network, found.chosen) };
}

/** The edges of one part, and who asks in it. */
interface AskingSide {
  readonly asks: 'participants' | 'mentors';
  /** Undefined for all edges. */
  readonly edges: Int32Array | undefined;
}

function isOneToOne({ max }: Limits): boolean {
  return max.every((most) => most <= 1);
}

function mustBeMatched({ min, max }: Limits, node: number): boolean {
  return (max[node] as number) > 0 && (min[node] as number) >= (max[node] as number);
}

function askingSides(network: Network): readonly AskingSide[] | undefined {
  const { participants, mentors } = network;
  const must = (limits: Limits) => limits.max.some((_, node) => mustBeMatched(limits, node));
  if (!must(mentors)) return [{ asks: 'participants', edges: undefined }];
  if (!must(participants)) return [{ asks: 'mentors', edges: undefined }];
  const [first, second] = edgesByParticipant(network, (node) => mustBeMatched(participants, node));
  if (second.length === 0) return [{ asks: 'participants', edges: undefined }];
  if (haveCommonMentor(network, first, second)) return undefined;
  return [
    { asks: 'participants', edges: first },
    { asks: 'mentors', edges: second },
  ];
}

/** The edges of the participants that are meant, and the others. */
function edgesByParticipant(
  { starts: first, mentor, participants }: Network,
  isMeant: (participant: number) => boolean,
): readonly [Int32Array, Int32Array] {
  const [meant, others] = [new Int32Array(mentor.length), new Int32Array(mentor.length)];
  let [meantCount, otherCount] = [0, 0];
  for (let node = 0; node < participants.max.length; node += 1) {
    const isOne = isMeant(node);
    for (let edge = first[node] as number; edge < (first[node + 1] as number); edge += 1) {
      if (isOne) meant[meantCount++] = edge;
      else others[otherCount++] = edge;
    }
  }
  return [meant.subarray(0, meantCount), others.subarray(0, otherCount)];
}

function haveCommonMentor({ mentor, mentors }: Network, first: Int32Array, second: Int32Array): boolean {
  const isInFirst = new Uint8Array(mentors.max.length);
  for (let place = 0; place < first.length; place += 1)
    isInFirst[mentor[first[place] as number] as number] = 1;
  for (let place = 0; place < second.length; place += 1)
    if (isInFirst[mentor[second[place] as number] as number] === 1) return true;
  return false;
}

function participantsOf({ starts: first, mentor, participants }: Network): Int32Array {
  const participant = new Int32Array(mentor.length);
  for (let node = 0; node < participants.max.length; node += 1)
    participant.fill(node, first[node], first[node + 1]);
  return participant;
}

/** Writes the part's choice and prices into `found`; false where those who must be matched cannot. */
function assignPart(
  network: Network,
  { asks, edges, shape }: Part,
  found: Assigned,
  earlier: EarlierPrices | undefined,
): boolean {
  const { starts: first, column } = shape;
  const { worth } = network;
  const own = edges ? gathered(new Float64Array(edges.length), worth, edges) : worth;
  const answer = assign(
    { ...shape, worth: narrowest(own) },
    earlier?.[asks === 'participants' ? 'mentors' : 'participants'],
  );
  if (answer.kind === 'infeasible') return false;
  const [rowPrices, columnPrices] =
    asks === 'participants' ? [found.participants, found.mentors] : [found.mentors, found.participants];
  const rows = asks === 'participants' ? network.participants : network.mentors;
  for (let row = 0; row + 1 < first.length; row += 1) {
    const length = (first[row + 1] as number) - (first[row] as number);
    if (length === 0) continue;
    const price = answer.rowPrices[row] as number;
    // A maximum beyond the own edges does not bind: at the price 0 the edges themselves bound as much.
    rowPrices[row] = (rows.max[row] as number) > length ? Math.min(0, price) : price;
  }
  for (let place = 0; place < column.length; place += 1) {
    const taker = column[place] as number;
    columnPrices[taker] = answer.columnPrices[taker] as number;
  }
  if (!edges) found.chosen.set(answer.chosen);
  else
    for (let place = 0; place < column.length; place += 1)
      found.chosen[edges[place] as number] = answer.chosen[place] as number;
  return true;
}

/** A part as an assignment problem but for its worths, with the network's edge at each of its places; undefined where the places are the edges. */
interface Part {
  readonly asks: AskingSide['asks'];
  readonly shape: Omit<AssignmentProblem, 'worth'>;
  readonly edges: Int32Array | undefined;
}

function partOf(network: Network, { asks, edges }: AskingSide): Part {
  const { participants, mentors, mentor } = network;
  if (asks === 'participants' && !edges) {
    const shape = { starts: network.starts, column: mentor, capacity: capacitiesOf(mentors) };
    return { asks, edges, shape: { ...shape, ...demandsOf(participants, network.starts) } };
  }
  const [rows, columns] = asks === 'participants' ? [participants, mentors] : [mentors, participants];
  const participant = participantsOf(network);
  const [rowOf, columnOf] = asks === 'participants' ? [participant, mentor] : [mentor, participant];
  const own = edges ?? Int32Array.from(mentor.keys());
  const ends = gathered(new Int32Array(own.length), rowOf, own);
  const first = starts(ends, rows.max.length);
  const order = gathered(new Int32Array(own.length), own, grouped(ends, first));
  const shape = {
    starts: first,
    column: gathered(new Int32Array(order.length), columnOf, order),
    capacity: capacitiesOf(columns),
  };
  return {
    asks,
    edges: order,
    shape: { ...shape, ...demandsOf(edges ? withEdgesOnly(rows, first) : rows, first) },
  };
}

/** The worths in 32 bits where they fit: the kernel is faster with them. */
function narrowest(worth: Float64Array): Int32Array | Float64Array {
  for (let edge = 0; edge < worth.length; edge += 1)
    if (Math.abs(worth[edge] as number) >= 2 ** 31) return worth;
  return new Int32Array(worth);
}

/** Who has no edge in a part asks for nothing there. */
function withEdgesOnly({ min, max }: Limits, first: Int32Array): Limits {
  const isIdle = (node: number) => first[node] === first[node + 1];
  return {
    min: min.map((least, node) => (isIdle(node) ? 0 : least)),
    max: max.map((most, node) => (isIdle(node) ? 0 : most)),
  };
}

/** Nobody asks for more units than there are edges; one more is enough to show that somebody has to have too many. */
function demandsOf(rows: Limits, first: Int32Array): { demand: Int32Array; optional: Uint8Array } {
  const optional = Uint8Array.from(rows.max, (most, row) => ((rows.min[row] as number) < most ? 1 : 0));
  const demand = capacitiesOf(rows).map((most, row) => {
    const edges = (first[row + 1] as number) - (first[row] as number);
    return Math.min(most, optional[row] === 1 ? edges : edges + 1);
  });
  return { demand, optional };
}

function capacitiesOf({ max }: Limits): Int32Array {
  return max.map((most) => Math.max(0, most));
}

/** Has everybody as many partners as the minimum asks for? */
function keepsMinima({ starts: first, mentor, participants, mentors }: Network, chosen: Uint8Array): boolean {
  const taken = new Int32Array(mentors.max.length);
  for (let node = 0; node < participants.max.length; node += 1) {
    let degree = 0;
    for (let edge = first[node] as number; edge < (first[node + 1] as number); edge += 1) {
      if (chosen[edge] === 0) continue;
      degree += 1;
      taken[mentor[edge] as number] = (taken[mentor[edge] as number] as number) + 1;
    }
    if (degree < (participants.min[node] as number) || (participants.max[node] as number) < 0) return false;
  }
  return taken.every(
    (degree, node) => degree >= (mentors.min[node] as number) && (mentors.max[node] as number) >= 0,
  );
}
