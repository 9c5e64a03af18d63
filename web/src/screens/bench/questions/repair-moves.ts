import type { RepairPoint } from '#solver/contract/explore/repair.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { counted } from '../../../parts/counted.ts';
import { fitOfScore } from '../../../session/weights.ts';
import { movesBetween, type Move } from '../moves.ts';
import { lossWords, pointsWords } from '../question-words.ts';

type Worth = Pick<RepairPoint, 'matched' | 'score'>;

/** Who has other mentors than before somebody dropped out: those first who lost a mentor by it and are placed anew anyhow. */
export function repairMoves(before: readonly Decision[], after: readonly Decision[], gone: string): Move[] {
  return movesBetween(before, after)
    .filter(({ participant }) => participant !== gone)
    .sort((a, b) => Number(b.before.includes(gone)) - Number(a.before.includes(gone)));
}

/** Participants without a mentor, other than who dropped out. */
export function unmatchedIn(
  after: readonly Decision[],
  participants: readonly string[],
  gone: string,
): string[] {
  const matched = new Set(after.map(({ participant }) => participant));
  return participants.filter((id) => id !== gone && !matched.has(id));
}

/** "Move nobody else", "Move 1 other" */
export function pointWords({ moved }: Pick<RepairPoint, 'moved'>): string {
  if (moved === 0) return 'Move nobody else';
  return `Move ${moved} ${moved === 1 ? 'other' : 'others'}`;
}

/** "22 points", "nothing"; a match that was not the best one can win by it: "3 points won". */
export function repairCostWords(before: Worth, after: Worth, policy: Pick<Policy, 'criteria'>): string {
  const loss = { matched: before.matched - after.matched, score: before.score - after.score };
  if (loss.matched < 0) return `${counted(-loss.matched, 'matched pair')} won`;
  if (loss.matched === 0 && loss.score < 0) return `${pointsWords(fitOfScore(-loss.score, policy) ?? 0)} won`;
  return lossWords(loss, policy);
}
