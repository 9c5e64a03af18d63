import { clearBit, emptyBits, setBit } from '../features/bits.ts';
import type { CompiledRule } from './rule.ts';

/** A rule that does not allow single pairs: for each participant some mentors, each named once. */
export function listRule(
  lists: readonly (readonly number[])[],
  mentors: number,
  { blocks, reason }: Pick<CompiledRule, 'blocks' | 'reason'>,
): CompiledRule {
  const listed = (participant: number) => lists[participant] as readonly number[];
  const bits = emptyBits(mentors);
  let shown: readonly number[] = [];
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  return {
    scope: { kind: 'lists', of: listed },
    removes: () => total,
    blocks,
    row(participant) {
      for (const mentor of shown) clearBit(bits, mentor);
      shown = listed(participant);
      for (const mentor of shown) setBit(bits, mentor);
      return bits;
    },
    reason,
  };
}
