import type { RepairPoint } from '#solver/contract/explore/repair.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

/** A participant with other mentors than before somebody dropped out. */
export interface RepairMove {
  participant: string;
  before: readonly string[];
  after: readonly string[];
  /** Lost a mentor by it, so has to be placed anew anyhow. */
  isAffected: boolean;
}

interface Ids {
  participants: readonly string[];
  mentors: readonly string[];
}

/** Who has other mentors at a point of the curve than in the match before: those first who lost the one who is gone. */
export function repairMoves(
  before: readonly Decision[],
  { pairs }: Pick<RepairPoint, 'pairs'>,
  { participants, mentors }: Ids,
  gone: string,
): RepairMove[] {
  const after = pairs.map(([p, m]) => ({ participant: participants[p] ?? '', mentor: mentors[m] ?? '' }));
  const [old, now] = [before, after].map((some) => Map.groupBy(some, ({ participant }) => participant)) as [
    Map<string, Decision[]>,
    Map<string, Decision[]>,
  ];
  const mentorsIn = (match: Map<string, Decision[]>, id: string) =>
    (match.get(id) ?? []).map(({ mentor }) => mentor).sort();
  const moves = [...new Set([...old.keys(), ...now.keys()])]
    .filter((id) => id !== gone)
    .map((id) => ({
      participant: id,
      before: mentorsIn(old, id),
      after: mentorsIn(now, id),
      isAffected: mentorsIn(old, id).includes(gone),
    }));
  return moves
    .filter((move) => move.before.join('\n') !== move.after.join('\n'))
    .sort((a, b) => Number(b.isAffected) - Number(a.isAffected));
}

/** "Ines: Marta → Olga" */
export function repairMoveWords({ participant, before, after }: RepairMove, nameOf: NameOf): string {
  const names = (ids: readonly string[]) => (ids.length === 0 ? 'nobody' : namesWords(ids, nameOf));
  return `${nameOf(participant)}: ${names(before)} → ${names(after)}`;
}

/** "Move nobody else", "Move 1 other" */
export function pointWords({ moved }: Pick<RepairPoint, 'moved'>): string {
  if (moved === 0) return 'Move nobody else';
  return `Move ${moved} ${moved === 1 ? 'other' : 'others'}`;
}
