import type { RepairPoint } from '#solver/contract/explore/repair.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { counted } from '../../../parts/counted.ts';
import { fitOfScore } from '../../../session/weights.ts';
import { movesBetween, type Move } from '../moves.ts';
import { lossWords, pointsWords } from '../question-words.ts';

type Worth = Pick<RepairPoint, 'matched' | 'score'>;

/** Who has other mentors than before somebody dropped out: those first who lost a mentor by it and are placed anew anyhow. */
export function repairMoves(
  before: readonly Decision[],
  after: readonly Decision[],
  gone: readonly string[],
): Move[] {
  const isForsaken = (move: Move) => move.before.some((mentor) => gone.includes(mentor));
  return movesBetween(before, after)
    .filter(({ participant }) => !gone.includes(participant))
    .sort((a, b) => Number(isForsaken(b)) - Number(isForsaken(a)));
}

/** Participants without a mentor, other than who dropped out. */
export function unmatchedIn(
  after: readonly Decision[],
  participants: readonly string[],
  gone: readonly string[],
): string[] {
  const matched = new Set(after.map(({ participant }) => participant));
  return participants.filter((id) => !gone.includes(id) && !matched.has(id));
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
