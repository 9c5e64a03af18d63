import { componentsOf } from '../../program/components.ts';
import type { Choices } from './face.ts';

/**
 * How many choices there are, exactly up to `limit`, and `limit` + 1 for more.
 *
 * Choices differ by cycles of the residual network, and each cycle lies in one strongly connected component; so the number is the
 * product over the components. Within one, a pair divides the choices into those with it and those without it, and neither part is
 * empty, so every division finds something new. A component of A arcs and N nodes has at least A - N + 1 cycles (each ear
 * of an ear decomposition closes one), each of which can be turned: that tells large components at once.
 */
export function countChoices(choices: Choices, limit: number): number {
  const parts = partsOf(choices);
  if (2 ** parts.length > limit) return limit + 1;
  let product = 1;
  for (const part of parts) {
    product *= countPart(part, Math.floor(limit / product));
    if (product > limit) return limit + 1;
  }
  return product;
}

function countPart({ choices, cycles }: Part, limit: number): number {
  if (1 + cycles > limit) return limit + 1;
  const same = countChoices(withoutFirst(choices), limit);
  if (same > limit) return limit + 1;
  return Math.min(limit + 1, same + countChoices(withoutFirst(turnedOverFirst(choices)), limit - same));
}

/** The choices within one component, where every entry is in some and not in others; `cycles`: at least so many can be turned. */
interface Part {
  readonly choices: Choices;
  readonly cycles: number;
}

/** Arcs from participant to mentor over entries left out, back over entries chosen; over the root where the limits leave room. */
interface Residual {
  readonly starts: Int32Array;
  readonly head: Int32Array;
  /** The entry of each arc, NONE over the root. */
  readonly entry: Int32Array;
}

const NONE = -1;

function residualOf({ from, to, x, more, fewer }: Choices): Residual {
  const root = more.length;
  const tails: number[] = [];
  const heads: number[] = [];
  const entries: number[] = [];
  const add = (tail: number, head: number, entry: number) => {
    tails.push(tail);
    heads.push(head);
    entries.push(entry);
  };
  const isParticipant = new Uint8Array(root);
  for (let entry = 0; entry < x.length; entry += 1) {
    const [participant, mentor] = [from[entry] as number, to[entry] as number];
    isParticipant[participant] = 1;
    if (x[entry] === 0) add(participant, mentor, entry);
    else add(mentor, participant, entry);
  }
  for (let node = 0; node < root; node += 1) {
    const [up, down] = [(more[node] as number) > 0, (fewer[node] as number) > 0];
    const [intoNode, intoRoot] = isParticipant[node] === 1 ? [up, down] : [down, up];
    if (intoNode) add(root, node, NONE);
    if (intoRoot) add(node, root, NONE);
  }
  return grouped(tails, heads, entries, root + 1);
}

function grouped(tails: number[], heads: number[], entries: number[], nodes: number): Residual {
  const starts = new Int32Array(nodes + 1);
  for (const tail of tails) starts[tail + 1] = (starts[tail + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1)
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const next = starts.slice();
  const head = new Int32Array(heads.length);
  const entry = new Int32Array(heads.length);
  for (const [arc, tail] of tails.entries()) {
    const place = next[tail] as number;
    head[place] = heads[arc] as number;
    entry[place] = entries[arc] as number;
    next[tail] = place + 1;
  }
  return { starts, head, entry };
}

/** The components that hold entries, each with nodes of its own; entries between components are settled. */
function partsOf(choices: Choices): Part[] {
  if (choices.x.length === 0) return [];
  const residual = residualOf(choices);
  const component = componentsOf(residual);
  const members = new Map<number, number[]>();
  for (let entry = 0; entry < choices.x.length; entry += 1) {
    const at = component[choices.from[entry] as number] as number;
    if (at !== component[choices.to[entry] as number]) continue;
    const list = members.get(at);
    if (list) list.push(entry);
    else members.set(at, [entry]);
  }
  const root = component[choices.more.length] as number;
  return Array.from(members, ([at, entries]) => partOf(choices, entries, at === root));
}

function partOf(
  { from, to, x, more, fewer, pair }: Choices,
  entries: readonly number[],
  hasRoot: boolean,
): Part {
  const numbers = new Map<number, number>();
  const nodes: number[] = [];
  const numberOf = (node: number) => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    numbers.set(node, nodes.length);
    nodes.push(node);
    return nodes.length - 1;
  };
  const gathered = (column: Int32Array) =>
    Int32Array.from(entries, (entry) => numberOf(column[entry] as number));
  // A component without the root keeps everybody's number of partners.
  const room = (column: Int32Array) =>
    Int32Array.from(nodes, (node) => (hasRoot ? (column[node] as number) : 0));
  const ends = { from: gathered(from), to: gathered(to) };
  const part = {
    ...ends,
    x: Uint8Array.from(entries, (entry) => x[entry] as number),
    more: room(more),
    fewer: room(fewer),
    pair: Int32Array.from(entries, (entry) => pair[entry] as number),
  };
  return { choices: part, cycles: entries.length - nodes.length + (hasRoot ? rootCycles(part) : 1) };
}

/** What the root's arcs add to A - N + 1, without the cycles from the root to a node and back, which change nothing. */
function rootCycles({ more, fewer }: Choices): number {
  let arcs = 0;
  for (let node = 0; node < more.length; node += 1)
    if ((more[node] as number) > 0 || (fewer[node] as number) > 0) arcs += 1;
  return arcs;
}

function withoutFirst({ from, to, x, more, fewer, pair }: Choices): Choices {
  return {
    from: from.subarray(1),
    to: to.subarray(1),
    x: x.subarray(1),
    more,
    fewer,
    pair: pair.subarray(1),
  };
}

/** The same choices, seen from one in which the first entry is the other way. */
function turnedOverFirst(choices: Choices): Choices {
  const { from, to } = choices;
  const [x, more, fewer] = [choices.x.slice(), choices.more.slice(), choices.fewer.slice()];
  for (const entry of cycleOverFirst(choices)) {
    const change = x[entry] === 1 ? -1 : 1;
    x[entry] = x[entry] === 1 ? 0 : 1;
    for (const node of [from[entry] as number, to[entry] as number]) {
      more[node] = (more[node] as number) - change;
      fewer[node] = (fewer[node] as number) + change;
    }
  }
  return { ...choices, x, more, fewer };
}

/** The entries of a cycle over the first one: there is one, because both its ends are in one component. */
function cycleOverFirst(choices: Choices): number[] {
  const { starts, head, entry } = residualOf(choices);
  const ends = [choices.from[0] as number, choices.to[0] as number] as const;
  const [source, target] = choices.x[0] === 0 ? [ends[1], ends[0]] : ends;
  const before = new Int32Array(starts.length - 1).fill(NONE);
  const over = new Int32Array(starts.length - 1).fill(NONE);
  const queue = [source];
  before[source] = source;
  for (let place = 0; before[target] === NONE; place += 1) {
    const node = queue[place] as number;
    for (let arc = starts[node] as number; arc < (starts[node + 1] as number); arc += 1) {
      const to = head[arc] as number;
      if (before[to] !== NONE) continue;
      before[to] = node;
      over[to] = entry[arc] as number;
      queue.push(to);
    }
  }
  const cycle = [0];
  for (let node: number = target; node !== source; node = before[node] as number)
    if (over[node] !== NONE) cycle.push(over[node] as number);
  return cycle;
}

/** Entries that are in some of the choices and not in others. */
export function exchangeable(choices: Choices): Uint8Array {
  const component = componentsOf(residualOf(choices));
  return Uint8Array.from(choices.from, (participant, entry) =>
    component[participant] === component[choices.to[entry] as number] ? 1 : 0,
  );
}
