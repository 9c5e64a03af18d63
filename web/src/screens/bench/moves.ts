import type { Decision } from '#solver/contract/policy/policy.ts';
import { namesWords } from './question-words.ts';
import type { NameOf } from './words.ts';

/** A participant who has other mentors in one match than in another. */
export interface Move {
  participant: string;
  before: readonly string[];
  after: readonly string[];
}

/** Who has other mentors in the second match than in the first, in the order of the first. */
export function movesBetween(first: readonly Decision[], second: readonly Decision[]): Move[] {
  const [old, now] = [mentorsOf(first), mentorsOf(second)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((participant) => ({
      participant,
      before: old.get(participant) ?? [],
      after: now.get(participant) ?? [],
    }))
    .filter(({ before, after }) => before.join('\n') !== after.join('\n'));
}

function mentorsOf(pairs: readonly Decision[]): Map<string, string[]> {
  const groups = Map.groupBy(pairs, ({ participant }) => participant);
  return new Map([...groups].map(([id, own]) => [id, own.map(({ mentor }) => mentor).sort()]));
}

interface Ids {
  participants: readonly string[];
  mentors: readonly string[];
}

/** Pairs told by index, as ids. */
export function couplesOf(
  pairs: readonly (readonly [number, number])[],
  { participants, mentors }: Ids,
): Decision[] {
  return pairs.map(([p, m]) => ({ participant: participants[p] ?? '', mentor: mentors[m] ?? '' }));
}

/** "Ines: Marta → Olga" */
export function moveWords({ participant, before, after }: Move, nameOf: NameOf): string {
  const names = (ids: readonly string[]) => (ids.length === 0 ? 'nobody' : namesWords(ids, nameOf));
  return `${nameOf(participant)}: ${names(before)} → ${names(after)}`;
}
