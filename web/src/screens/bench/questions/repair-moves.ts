import type { RepairPoint } from '#solver/contract/explore/repair.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import { movesBetween, type Move } from '../moves.ts';

/** Who has other mentors than before somebody dropped out: those first who lost a mentor by it and are placed anew anyhow. */
export function repairMoves(before: readonly Decision[], after: readonly Decision[], gone: string): Move[] {
  return movesBetween(before, after)
    .filter(({ participant }) => participant !== gone)
    .sort((a, b) => Number(b.before.includes(gone)) - Number(a.before.includes(gone)));
}

/** "Move nobody else", "Move 1 other" */
export function pointWords({ moved }: Pick<RepairPoint, 'moved'>): string {
  if (moved === 0) return 'Move nobody else';
  return `Move ${moved} ${moved === 1 ? 'other' : 'others'}`;
}
