import type { MatchSet } from '#solver/contract/api/cohorts.ts';
import type { MatchedPair } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { swapGroups } from '#solver/contract/swap-groups.ts';
import { inReadingOrder } from '../../session/change-groups.ts';
import { yardstickFor, type Yardstick } from './yardstick.ts';

/** One mentor of one participant in one set. Fits are whole tenths of a point, so that sums are exact. */
export interface Partner {
  id: string;
  name: string;
  fit: number;
  pinned: boolean;
}

export interface Row {
  participant: string;
  name: string;
  /** Of each set, in its order. */
  partners: readonly (readonly Partner[])[];
  /** For each set the number of the first set that gives the same mentors: sets with one number agree. */
  sides: readonly number[];
}

export interface Group {
  rows: Row[];
  /** Points of pair fit gained from the first set to each set, in tenths; the first is 0. */
  deltas: readonly number[];
}

/** Two to four sets. All sums are over what a reader sees, so that they can be added up on screen. */
export interface Comparison {
  /** Changes that share nobody: each may be taken from any of the sets. */
  groups: Group[];
  /** Rows that all sets have. */
  same: Row[];
  /** What pairs that all sets have gain to each set; not 0 only where the sets judge them otherwise. */
  sameDeltas: readonly number[];
  /** Sums of the groups' deltas and `sameDeltas`. */
  deltas: readonly number[];
}

/** Pairs of a set; none where its matching found none. */
export function pairsOf(set: Pick<MatchSet, 'matching'>): readonly MatchedPair[] {
  return 'pairs' in set.matching ? set.matching.pairs : [];
}

/** Compares sets, judging all by the weights of `judge`, or each by its own where that is undefined. */
export function compareSets(sets: readonly MatchSet[], judge?: Policy): Comparison {
  const sides = sets.map((set) => new Side(set, judge));
  const nameOf = (id: string) => sets.findLast((set) => set.names[id] !== undefined)?.names[id] ?? id;
  const row = (participant: string): Row => {
    const partners = sides.map((side) => side.partnersOf(participant));
    const keys = partners.map(keyOf);
    return {
      participant,
      name: nameOf(participant),
      partners,
      sides: keys.map((key) => keys.indexOf(key)),
    };
  };
  // What not every set has hangs together over the people that it shares.
  const groups = inReadingOrder(swapGroups(differingPairs(sets), []), nameOf).map((group): Group => {
    const rows = group.participants.map(row);
    return { rows, deltas: deltasOf(rows, sets.length) };
  });
  const changed = new Set(groups.flatMap((group) => group.rows.map((one) => one.participant)));
  const same = [...new Set(sides.flatMap((side) => side.participants()))]
    .filter((id) => !changed.has(id))
    .map(row)
    .sort(byName);
  const sameDeltas = deltasOf(same, sets.length);
  const deltas = sameDeltas.map((delta, at) => delta + sum(groups.map((group) => group.deltas[at] ?? 0)));
  return { groups, same, sameDeltas, deltas };
}

/** Every pair that some set has and another has not, once. */
function differingPairs(sets: readonly MatchSet[]): MatchedPair[] {
  const byKey = Map.groupBy(sets.flatMap(pairsOf), ({ participant, mentor }) =>
    JSON.stringify([participant, mentor]),
  );
  return [...byKey.values()].flatMap((pairs) => (pairs.length < sets.length ? pairs.slice(0, 1) : []));
}

/** Points of pair fit that a participant gains from the first set to the set at `at`, in tenths. */
export function deltaOf({ partners }: Row, at: number): number {
  return total(partners[at] ?? []) - total(partners[0] ?? []);
}

function deltasOf(rows: readonly Row[], sets: number): number[] {
  return Array.from({ length: sets }, (_, at) => sum(rows.map((row) => deltaOf(row, at))));
}

function keyOf(partners: readonly Partner[]): string {
  return JSON.stringify(partners.map(({ id }) => id).sort());
}

function total(partners: readonly Partner[]): number {
  return sum(partners.map((partner) => partner.fit));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function byName(a: Row, b: Row): number {
  return a.name.localeCompare(b.name) || (a.participant < b.participant ? -1 : 1);
}

/** One set, looked up by participant. */
class Side {
  readonly #set: MatchSet;
  readonly #pairs: Map<string, MatchedPair[]>;
  readonly #fit: Yardstick;

  constructor(set: MatchSet, judge: Policy | undefined) {
    this.#set = set;
    this.#pairs = Map.groupBy(pairsOf(set), (pair) => pair.participant);
    this.#fit = yardstickFor(set, judge);
  }

  participants(): string[] {
    const { matching } = this.#set;
    const without = 'pairs' in matching ? matching.unmatchedParticipants.map((person) => person.id) : [];
    return [...this.#pairs.keys(), ...without];
  }

  partnersOf(participant: string): Partner[] {
    return (this.#pairs.get(participant) ?? []).map((pair) => ({
      id: pair.mentor,
      name: this.#set.names[pair.mentor] ?? pair.mentor,
      fit: this.#fit(pair),
      pinned: pair.pinned,
    }));
  }
}
