/*
 * Needs no schema, so that the browser can load it.
 */

/** A participant with a mentor, by id. */
export interface Couple {
  participant: string;
  mentor: string;
}

/** Changes that hang together: taking all of them or none of them leaves everybody else where they are. */
export interface SwapGroup<Pair extends Couple> {
  /** In order of id. */
  participants: string[];
  /** Pairs of the first match that the second does not have. */
  removed: Pair[];
  /** Pairs of the second match that the first does not have. */
  added: Pair[];
}

/**
 * Splits the symmetric difference of two matches into its connected components, in order of their first participant.
 * Components share no person, so any choice among them turns the first match into another one that keeps every
 * participant's and mentor's limits (Berge 1957 for matchings; the argument is the same for b-matchings).
 * Near-linear in the number of pairs.
 */
export function swapGroups<Pair extends Couple>(
  before: readonly Pair[],
  after: readonly Pair[],
): SwapGroup<Pair>[] {
  const kept = new Set(after.map(keyOf));
  const had = new Set(before.map(keyOf));
  const removed = before.filter((pair) => !kept.has(keyOf(pair)));
  const added = after.filter((pair) => !had.has(keyOf(pair)));
  const forest = new Forest();
  for (const { participant, mentor } of [...removed, ...added]) forest.join(`p${participant}`, `m${mentor}`);

  const groups = new Map<string, SwapGroup<Pair>>();
  const groupOf = (pair: Pair): SwapGroup<Pair> => {
    const root = forest.rootOf(`p${pair.participant}`);
    const group = groups.get(root) ?? { participants: [], removed: [], added: [] };
    groups.set(root, group);
    if (!group.participants.includes(pair.participant)) group.participants.push(pair.participant);
    return group;
  };
  for (const pair of removed) groupOf(pair).removed.push(pair);
  for (const pair of added) groupOf(pair).added.push(pair);
  for (const group of groups.values()) group.participants.sort(byCodeUnit);
  return [...groups.values()].sort((a, b) => byCodeUnit(a.participants[0] ?? '', b.participants[0] ?? ''));
}

function keyOf({ participant, mentor }: Couple): string {
  return JSON.stringify([participant, mentor]);
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Disjoint sets with path halving. */
class Forest {
  readonly #parent = new Map<string, string>();

  rootOf(node: string): string {
    let at = node;
    for (;;) {
      const parent = this.#parent.get(at) ?? at;
      if (parent === at) return at;
      const above = this.#parent.get(parent) ?? parent;
      this.#parent.set(at, above);
      at = above;
    }
  }

  join(a: string, b: string): void {
    this.#parent.set(this.rootOf(a), this.rootOf(b));
  }
}
