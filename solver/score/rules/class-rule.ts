import { emptyBits, setAll } from '../features/bits.ts';
import { membersOf } from '../features/pair-table.ts';
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
  /** How many mentors the class is not allowed with. */
  blocked(participantClass: number): number;
}

/** Words of rows that a rule may keep, 32 MB; the rows of further classes are made whenever they are asked for. */
const KEPT_WORDS = 2 ** 23;

/** A rule under which participants of one class are not allowed with the same mentors. */
export function classRule(condition: ClassCondition): CompiledRule {
  const { classOf, classes, blocks, reason } = condition;
  const rows = new ClassRows(condition);
  let removes: number | undefined;

  return {
    scope: { kind: 'classes', of: classOf, count: classes },
    removes: () => (removes ??= countRemoved(condition)),
    blocks,
    row: (participant) => rows.of(classOf[participant] as number),
    reason,
  };
}

/** The rows of a rule's classes. The kept ones lie in one piece of memory: thousands of pieces would keep the collector busy. */
class ClassRows {
  readonly #condition: ClassCondition;
  readonly #words: number;
  readonly #keeps: number;
  readonly #passing: Uint32Array;
  #memory: Uint32Array | undefined;
  readonly #made: (Uint32Array | undefined)[] = [];

  constructor(condition: ClassCondition) {
    this.#condition = condition;
    this.#passing = emptyBits(condition.mentors);
    this.#words = this.#passing.length;
    this.#keeps = Math.min(condition.classes, Math.floor(KEPT_WORDS / Math.max(1, this.#words)));
  }

  of(participantClass: number): Uint32Array {
    const known = this.#made[participantClass];
    if (known !== undefined) return known;
    if (participantClass >= this.#keeps) {
      this.#passing.fill(0);
      this.#condition.fill(participantClass, this.#passing);
      return this.#passing;
    }
    this.#memory ??= new Uint32Array(this.#keeps * this.#words);
    const row = this.#memory.subarray(participantClass * this.#words, (participantClass + 1) * this.#words);
    this.#condition.fill(participantClass, row);
    this.#made[participantClass] = row;
    return row;
  }
}

/** A rule that sees one value of each side: cells that are not 0 are not allowed. */
export function tableRule(table: PairTable, reason: CompiledRule['reason']): CompiledRule {
  const mentors = table.mentors.length;
  const mentorsIn = membersOf(table.mentors, table.columns);
  const sizes = Int32Array.from(mentorsIn, (members) => members.length);
  return classRule({
    classOf: table.participants,
    classes: table.rows,
    mentors,
    fill(participantClass, bits) {
      const cells = table.row(participantClass);
      const blocksMost = countIn(sizes, cells) * 2 > mentors;
      if (blocksMost) setAll(bits, mentors);
      mentorsIn.forEach((members, category) => {
        if ((cells[category] === 0) !== blocksMost) return;
        for (const mentor of members) {
          const bit = 1 << (mentor & 31);
          bits[mentor >>> 5] = (bits[mentor >>> 5] as number) ^ bit;
        }
      });
    },
    blocked: (participantClass) => countIn(sizes, table.row(participantClass)),
    blocks: (participant, mentor) => table.at(participant, mentor) !== 0,
    reason,
  });
}

/** People in the categories whose cells are not 0. */
function countIn(sizes: Int32Array, cells: Uint16Array): number {
  let count = 0;
  for (let category = 0; category < sizes.length; category += 1)
    if (cells[category] !== 0) count += sizes[category] as number;
  return count;
}

function countRemoved({ classOf, classes, blocked }: ClassCondition): number {
  const members = new Int32Array(classes);
  for (const one of classOf) members[one] = (members[one] as number) + 1;
  return members.reduce((sum, count, one) => sum + count * blocked(one), 0);
}
