import { countWord, emptyBits, hasBit, setAll, wordsFor } from '../features/bits.ts';
import { membersOf } from '../features/pair-table.ts';
import type { CompiledRule } from '../rules/rule.ts';
import type { Effect, PolicyRule, RuleSet } from './rules.ts';

/**
 * What one rule that is on removes alone: the pairs that the other rules that are on allow, less those that all allow. Participants whom
 * no rule of classes tells apart share one row of bits; the rule with the most classes is met with the rows of all others, each made
 * once. Time O(groups x mentors / 32); pairs on the lists of the other rules are taken off one by one. `participantCounts`,
 * `mentorCounts`: pairs that all rules allow.
 */
export function countWithout(
  set: RuleSet,
  without: PolicyRule,
  participantCounts: Int32Array,
  mentorCounts: Int32Array,
): Effect {
  const others = set.rules
    .filter((other) => other.rule.on && other !== without)
    .map(({ compiled }) => compiled);
  const isAllowed = (participant: number, mentor: number) =>
    !others.some((rule) => rule.blocks(participant, mentor));
  const { allowed, reachable, partners } = countByGroups(set, others);
  const mentors = [...mentorCounts.keys()].filter(
    (mentor) => mentorCounts[mentor] === 0 && hasBit(reachable, mentor),
  );
  return {
    removesAlone: allowed - mentorCounts.reduce((sum, count) => sum + count, 0),
    participantsLeft: [...participantCounts.keys()].filter(
      (participant) => participantCounts[participant] === 0 && partners[participant] !== 0,
    ),
    mentorsLeft: mentors.filter((mentor) =>
      partners.some((count, participant) => count > 0 && isAllowed(participant, mentor)),
    ),
  };
}

/** Pairs that the rules allow, in all and for each participant, and as bits the mentors whom the rules of few classes allow with somebody. */
function countByGroups({ participants, mentors }: RuleSet, rules: readonly CompiledRule[]) {
  const lists = rules.filter(({ scope }) => scope.kind === 'lists');
  const [widest, ...rest] = rules
    .filter(({ scope }) => scope.kind === 'classes')
    .sort((a, b) => classCount(b) - classCount(a));
  const rows = new JointRows(participants, mentors, rest);
  const blocked = emptyBits(mentors);
  const partners = new Int32Array(participants);
  let allowed = 0;
  for (const group of groupsOf(participants, widest ? [widest] : [])) {
    if (widest) blocked.set(widest.row(group[0] as number));
    const counts = new Map<number, number>();
    for (const participant of group) {
      const joint = rows.joint[participant] as number;
      const free = rows.of(joint, participant);
      const count = counts.get(joint) ?? countFree(free, blocked);
      counts.set(joint, count);
      partners[participant] = count - countListed(lists, participant, free, blocked);
      allowed += partners[participant] as number;
    }
  }
  return { allowed, partners, reachable: rows.reachable };
}

/** Words of joint rows that are kept, 128 MB; further ones are made whenever they are asked for. */
const KEPT_WORDS = 2 ** 25;

/** The mentors whom some rules allow, one row for all participants whom these rules do not tell apart. */
class JointRows {
  /** The mentors who are in any row. */
  readonly reachable: Uint32Array;
  readonly joint: Int32Array;
  readonly #rules: readonly CompiledRule[];
  readonly #mentors: number;
  readonly #words: number;
  readonly #memory: Uint32Array;
  readonly #made: Uint8Array;

  constructor(participants: number, mentors: number, rules: readonly CompiledRule[]) {
    this.#rules = rules;
    this.#mentors = mentors;
    this.#words = wordsFor(mentors);
    const { of, count } = jointClasses(participants, rules);
    this.joint = of;
    this.#made = new Uint8Array(Math.min(count, Math.floor(KEPT_WORDS / Math.max(1, this.#words))));
    // The last row is for those that are not kept.
    this.#memory = new Uint32Array((this.#made.length + 1) * this.#words);
    this.reachable = emptyBits(mentors);
  }

  of(joint: number, participant: number): Uint32Array {
    const place = Math.min(joint, this.#made.length);
    const row = this.#memory.subarray(place * this.#words, (place + 1) * this.#words);
    if (this.#made[place] === 1) return row;
    if (place < this.#made.length) this.#made[place] = 1;
    this.#fill(participant, row);
    return row;
  }

  #fill(participant: number, row: Uint32Array): void {
    setAll(row, this.#mentors);
    for (const rule of this.#rules) {
      const blocked = rule.row(participant);
      for (let word = 0; word < row.length; word += 1)
        row[word] = (row[word] as number) & ~(blocked[word] as number);
    }
    for (let word = 0; word < row.length; word += 1)
      this.reachable[word] = (this.reachable[word] as number) | (row[word] as number);
  }
}

function classCount({ scope }: CompiledRule): number {
  return scope.kind === 'classes' ? scope.count : 0;
}

/** Numbers the classes that several rules make together. */
function jointClasses(participants: number, rules: readonly CompiledRule[]) {
  let of = new Int32Array(participants);
  let count = Math.min(1, participants);
  for (const { scope } of rules) {
    if (scope.kind !== 'classes') continue;
    const numbers = new Map<number, number>();
    const [before, width] = [of, scope.count];
    of = before.map((one, participant) => {
      const key = one * width + (scope.of[participant] as number);
      const known = numbers.get(key) ?? numbers.size;
      if (known === numbers.size) numbers.set(key, known);
      return known;
    });
    count = numbers.size;
  }
  return { of, count };
}

/** Participants whom none of the rules tells apart, group by group. */
function groupsOf(participants: number, rules: readonly CompiledRule[]): readonly Int32Array[] {
  const { of, count } = jointClasses(participants, rules);
  return membersOf(of, count);
}

function countFree(free: Uint32Array, blocked: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < free.length; word += 1)
    count += countWord((free[word] as number) & ~(blocked[word] as number));
  return count;
}

/** How many of the mentors who are free and not blocked are on a list of the participant. */
function countListed(
  rules: readonly CompiledRule[],
  participant: number,
  free: Uint32Array,
  blocked: Uint32Array,
): number {
  const listed = new Set<number>();
  for (const { scope } of rules) {
    if (scope.kind !== 'lists') continue;
    for (const mentor of scope.of(participant))
      if (hasBit(free, mentor) && !hasBit(blocked, mentor)) listed.add(mentor);
  }
  return listed.size;
}
