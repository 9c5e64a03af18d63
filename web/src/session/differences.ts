import type { FoundMatching, MatchedPair } from '#solver/contract/matching.ts';

/** A match that others are compared with. */
export interface Baseline {
  /** In words, after "differ from": "the match when you opened it". */
  name: string;
  pairs: readonly MatchedPair[];
  /** Ids of the criteria to which the pairs' points belong. */
  criteria: readonly string[];
  /** Names of its people, who may have left the cohort since. */
  names: Readonly<Record<string, string>>;
}

export type ChangeKind = 'same' | 'moved' | 'new' | 'unmatched';

/** Who is with whom, and the facts of the two. Its fit is not among them: that follows from the points under the weights of now. */
export type RowPair = Omit<MatchedPair, 'fit' | 'score'>;

/** One line of the list: a matched pair, or a participant without a mentor. */
export interface Row {
  /** Stays the same while the mentor changes. */
  key: string;
  participant: string;
  pair: RowPair | undefined;
  /** Pairs of the participant that the baseline has and the match has not. */
  former: readonly MatchedPair[];
  kind: ChangeKind;
  /** The participant has other mentors than in the baseline. */
  changed: boolean;
  /** Why nobody is left, where the participant is unmatched. */
  reason: string | undefined;
}

type Pairs = readonly MatchedPair[];

function byParticipant(pairs: Pairs): Map<string, MatchedPair[]> {
  return Map.groupBy(pairs, (pair) => pair.participant);
}

/** The lines of a match against a baseline: every participant once, or once for each mentor. */
export function rowsOf(match: FoundMatching, baseline: Baseline): Row[] {
  const before = byParticipant(baseline.pairs);
  const rows: Row[] = [];
  for (const [participant, pairs] of byParticipant(match.pairs)) {
    const old = before.get(participant) ?? [];
    const former = old.filter((pair) => !pairs.some((now) => now.mentor === pair.mentor));
    pairs.forEach((pair, index) => {
      const kept = old.some((one) => one.mentor === pair.mentor);
      const gone = index === 0 ? former : [];
      const changed = !kept || gone.length > 0;
      const kind = !changed ? 'same' : old.length === 0 ? 'new' : 'moved';
      rows.push({
        key: `${participant}#${index}`,
        participant,
        pair,
        former: gone,
        kind,
        changed,
        reason: undefined,
      });
    });
  }
  for (const { id, reason } of match.unmatchedParticipants) {
    const former = before.get(id) ?? [];
    rows.push({
      key: `${id}#0`,
      participant: id,
      pair: undefined,
      former,
      kind: 'unmatched',
      changed: former.length > 0,
      reason,
    });
  }
  return rows;
}

/**
 * The rows of now, each as the very object that it was before where it says the same, and the very list where all do: what is drawn from a
 * row is drawn again only for those that changed.
 */
export function keptRows(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const old = new Map(before.map((row) => [row.key, row]));
  const rows = now.map((row) => {
    const one = old.get(row.key);
    return one && saySame(one, row) ? one : row;
  });
  return areEqual(before, rows) ? before : rows;
}

function saySame(a: Row, b: Row): boolean {
  return (
    a.kind === b.kind &&
    a.changed === b.changed &&
    a.reason === b.reason &&
    areEqual(a.former, b.former) &&
    areSamePair(a.pair, b.pair)
  );
}

function areSamePair(a: RowPair | undefined, b: RowPair | undefined): boolean {
  if (!a || !b) return a === b;
  return a.mentor === b.mentor && a.pinned === b.pinned && areEqual(a.points, b.points);
}

function areEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

/** How many participants have other mentors than in the baseline. */
export function countChanged(rows: readonly Row[]): number {
  return new Set(rows.filter((row) => row.changed).map((row) => row.participant)).size;
}
