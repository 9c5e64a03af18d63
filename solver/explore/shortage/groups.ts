import { grouped, starts } from '../../program/grouping.ts';
import { FREE } from '../../program/program.ts';
import type { Choice, Program } from '../../program/program.ts';

/** Participants and their possible mentors by rank, ascending. */
export interface DeficientGroup {
  readonly participants: readonly number[];
  readonly mentors: readonly number[];
  /** Partners that the participants may have at most, all told. */
  readonly wanted: number;
  readonly missing: number;
}

/**
 * The participants who cannot all have the partners they may have, in independent groups. `x` must be a largest choice.
 *
 * Those whom alternating paths reach from participants with room are the smallest set of the greatest deficiency
 * (Dulmage and Mendelsohn 1958; Koenig's cut). A mentor j has for a set S as many places as min(its room, free pairs with S),
 * so the deficiency of S is what its people want less the sum of that over their mentors, and it is supermodular. Two parts of the set
 * are independent, their deficiencies sum up, unless a mentor with room was reached who has pairs in both: such a mentor has fewer
 * places than pairs in the set. So the parts connected over such mentors are the finest split; and no smaller
 * part of one misses as much, or the whole set could have been smaller. Linear in the pairs.
 */
export function deficientGroups(program: Program, x: Choice): DeficientGroup[] {
  const { participants, mentors, participant, mentor, fixed } = program;
  const graph = { first: starts(participant, participants.max.length), ...byMentor(program) };
  const open = Int32Array.from(participants.max);
  const room = Int32Array.from(mentors.max);
  for (let pair = 0; pair < x.length; pair += 1) {
    if (x[pair] === 0) continue;
    open[participant[pair] as number] = (open[participant[pair] as number] as number) - 1;
    if (fixed[pair] === 1) room[mentor[pair] as number] = (room[mentor[pair] as number] as number) - 1;
  }
  const reach = reachedFrom(program, x, graph, open);
  const groupOf = connected(program, graph, reach, room);
  const groups = new Map<number, { participants: number[]; mentors: Set<number> }>();
  for (const node of participants.max.keys()) {
    if (reach.participants[node] === 0) continue;
    const root = groupOf(node);
    const group = groups.get(root) ?? { participants: [], mentors: new Set() };
    groups.set(root, group);
    group.participants.push(node);
    for (let pair = graph.first[node] as number; pair < (graph.first[node + 1] as number); pair += 1)
      group.mentors.add(mentor[pair] as number);
  }
  const sum = (values: Int32Array, nodes: readonly number[]) =>
    nodes.reduce((total, node) => total + (values[node] as number), 0);
  return Array.from(groups.values(), (group) => ({
    participants: group.participants,
    mentors: [...group.mentors].sort((a, b) => a - b),
    wanted: sum(participants.max, group.participants),
    missing: sum(open, group.participants),
  }));
}

interface Graph {
  /** Where the pairs of each participant begin. */
  readonly first: Int32Array;
  /** Where each mentor's pairs begin in `order`. */
  readonly mentorFirst: Int32Array;
  readonly order: Int32Array;
}

function byMentor({ mentor, mentors }: Program): Pick<Graph, 'mentorFirst' | 'order'> {
  const mentorFirst = starts(mentor, mentors.max.length);
  return { mentorFirst, order: grouped(mentor, mentorFirst) };
}

interface Reach {
  readonly participants: Uint8Array;
  readonly mentors: Uint8Array;
}

/** Over pairs left out to mentors, over chosen ones back to participants. */
function reachedFrom(program: Program, x: Choice, graph: Graph, open: Int32Array): Reach {
  const { participant, mentor, fixed } = program;
  const reach = {
    participants: new Uint8Array(open.length),
    mentors: new Uint8Array(program.mentors.max.length),
  };
  const queue = Array.from(open.keys()).filter((node) => (open[node] as number) > 0);
  for (const node of queue) reach.participants[node] = 1;
  for (const node of queue) {
    for (let pair = graph.first[node] as number; pair < (graph.first[node + 1] as number); pair += 1) {
      const reached = mentor[pair] as number;
      if (x[pair] === 1 || fixed[pair] !== FREE || reach.mentors[reached] === 1) continue;
      reach.mentors[reached] = 1;
      for (const held of pairsOf(graph, reached)) {
        const partner = participant[held] as number;
        if (x[held] === 0 || fixed[held] !== FREE || reach.participants[partner] === 1) continue;
        reach.participants[partner] = 1;
        queue.push(partner);
      }
    }
  }
  return reach;
}

function pairsOf({ mentorFirst, order }: Graph, mentor: number): Int32Array {
  return order.subarray(mentorFirst[mentor], mentorFirst[mentor + 1]);
}

/** The group of each reached participant: the reached participants of a reached mentor with room belong together. */
function connected(program: Program, graph: Graph, reach: Reach, room: Int32Array): (node: number) => number {
  const parent = Int32Array.from(reach.participants.keys());
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] as number;
    for (let below = node; below !== root;) {
      const next = parent[below] as number;
      parent[below] = root;
      below = next;
    }
    return root;
  };
  for (const mentor of room.keys()) {
    if (reach.mentors[mentor] === 0 || (room[mentor] as number) <= 0) continue;
    let root: number | undefined;
    for (const pair of pairsOf(graph, mentor)) {
      const node = program.participant[pair] as number;
      if (program.fixed[pair] !== FREE || reach.participants[node] === 0) continue;
      root ??= rootOf(node);
      parent[rootOf(node)] = root;
    }
  }
  return rootOf;
}
