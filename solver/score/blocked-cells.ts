import type { Policy } from '../contract/policy/policy.ts';
import { ruleOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import { listBits } from './features/bits.ts';

/**
 * For every pair, participant by participant: 1 + the number of the first rule that is on and does not allow it, 0 where none is in the
 * way. Time in proportion to the pairs that rules block, and to participants x rules x mentors / 32.
 */
export function blockedCells(compiled: CompiledCohort, policy: Policy): Uint8Array {
  const [participants, mentors] = [compiled.participantNodes.length, compiled.mentorNodes.length];
  const cells = new Uint8Array(participants * mentors);
  const listed = new Int32Array(mentors);
  // The last rule first: earlier ones write over it.
  const rules = policy.rules
    .map((rule, number) => ({ rule, number }))
    .filter(({ rule }) => rule.on)
    .map(({ rule, number }) => ({ number, condition: ruleOf(compiled, rule) }))
    .reverse();
  for (let participant = 0; participant < participants; participant += 1) {
    const row = cells.subarray(participant * mentors, (participant + 1) * mentors);
    for (const { condition, number } of rules) {
      const end = listBits(condition.row(participant), listed, 0);
      for (let at = 0; at < end; at += 1) row[listed[at] as number] = number + 1;
    }
  }
  return cells;
}
