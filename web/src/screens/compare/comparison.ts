import type { MatchSet } from '#solver/contract/api/cohorts.ts';
import type { MatchedPair } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { swapGroups } from '#solver/contract/swap-groups.ts';
import { fitBy, ownFit, type Yardstick } from './yardstick.ts';

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
  before: Partner[];
  after: Partner[];
}

export interface Group {
  rows: Row[];
  /** Points of pair fit gained from the first set to the second, in tenths. */
  delta: number;
}

export interface Comparison {
  groups: Group[];
  same: Row[];
  /** What pairs that both sets have gain; not 0 only where the two sets judge them otherwise. */
  sameDelta: number;
  /** Sum of the groups' deltas and `sameDelta`. */
  delta: number;
}

/** Pairs of a set; none where its matching found none. */
export function pairsOf(set: MatchSet): readonly MatchedPair[] {
  return 'pairs' in set.matching ? set.matching.pairs : [];
}

/** Compares two sets, judging both by the weights of `judge`, or each by its own where that is undefined. */
export function compareSets(first: MatchSet, second: MatchSet, judge?: Policy): Comparison {
  const before = new Side(first, judge);
  const after = new Side(second, judge);
  const row = (participant: string): Row => ({
    participant,
    name: second.names[participant] ?? first.names[participant] ?? participant,
    before: before.partnersOf(participant),
    after: after.partnersOf(participant),
  });
  const groups = swapGroups(pairsOf(first), pairsOf(second)).map((group): Group => {
    const rows = group.participants.map(row).sort(byName);
    return { rows, delta: sum(rows.map(deltaOf)) };
  });
  const changed = new Set(groups.flatMap((group) => group.rows.map((one) => one.participant)));
  const same = [...new Set([...before.participants(), ...after.participants()])]
    .filter((id) => !changed.has(id))
    .map(row)
    .sort(byName);
  const sameDelta = sum(same.map(deltaOf));
  return { groups, same, sameDelta, delta: sameDelta + sum(groups.map((group) => group.delta)) };
}

/** Points of pair fit that a participant gains from the first set to the second, in tenths. */
export function deltaOf(row: Row): number {
  return total(row.after) - total(row.before);
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
    this.#fit = (judge && fitBy(judge, set.policy)) ?? ownFit;
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
