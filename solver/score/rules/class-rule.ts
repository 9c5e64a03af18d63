import { countBits, emptyBits } from '../features/bits.ts';
import type { PairTable } from '../features/pair-table.ts';
import type { CompiledRule } from './rule.ts';

/** What a rule of classes must say of itself. */
export interface ClassCondition extends Pick<CompiledRule, 'blocks' | 'reason'> {
  readonly classOf: Int32Array;
  readonly classes: number;
  /** People on the other side. */
  readonly mentors: number;
  /** Sets the bit of every mentor with whom the class is not allowed, on empty bits. */
  fill(participantClass: number, bits: Uint32Array): void;
}

/** Words of rows that a rule may keep, 32 MB; the rows of further classes are made whenever they are asked for. */
const KEPT_WORDS = 2 ** 23;

/** A rule under which participants of one class are not allowed with the same mentors. */
export function classRule({ classOf, classes, mentors, fill, blocks, reason }: ClassCondition): CompiledRule {
  const kept: (Uint32Array | undefined)[] = [];
  const passing = emptyBits(mentors);
  const keeps = KEPT_WORDS / Math.max(1, passing.length);
  const rowOf = (participantClass: number): Uint32Array => {
    const known = kept[participantClass];
    if (known !== undefined) return known;
    if (participantClass >= keeps) {
      passing.fill(0);
      fill(participantClass, passing);
      return passing;
    }
    const bits = emptyBits(mentors);
    fill(participantClass, bits);
    kept[participantClass] = bits;
    return bits;
  };
  let removes: number | undefined;

  return {
    scope: { kind: 'classes', of: classOf, count: classes },
    removes: () => (removes ??= countRemoved(classOf, classes, rowOf)),
    blocks,
    row: (participant) => rowOf(classOf[participant] as number),
    reason,
  };
}

/** A rule that sees one value of each side: cells that are not 0 are not allowed. */
export function tableRule(table: PairTable, reason: CompiledRule['reason']): CompiledRule {
  const { mentors } = table;
  return classRule({
    classOf: table.participants,
    classes: table.rows,
    mentors: mentors.length,
    fill(participantClass, bits) {
      const cells = table.row(participantClass);
      for (let mentor = 0; mentor < mentors.length; mentor += 1) {
        if (cells[mentors[mentor] as number] === 0) continue;
        bits[mentor >>> 5] = (bits[mentor >>> 5] as number) | (1 << (mentor & 31));
      }
    },
    blocks: (participant, mentor) => table.at(participant, mentor) !== 0,
    reason,
  });
}

function countRemoved(classOf: Int32Array, classes: number, rowOf: (one: number) => Uint32Array): number {
  const members = new Int32Array(classes);
  for (const one of classOf) members[one] = (members[one] as number) + 1;
  return members.reduce((sum, count, one) => sum + count * countBits(rowOf(one)), 0);
}
