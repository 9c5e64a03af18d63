import { complement, countBits, emptyBits, hasBit } from '../features/bits.ts';
import type { CompiledRule } from '../rules/rule.ts';
import type { Effect, PolicyRule, RuleSet } from './rules.ts';

/**
 * What one rule that is on removes alone: the pairs that the other rules that are on allow, less those that all allow. Participants whom
 * the other rules of classes do not tell apart share one row of bits, so time is O(such groups x mentors x rules / 32); pairs on the
 * lists of the other rules are taken off one by one. `participantCounts`, `mentorCounts`: pairs that all rules allow.
 */
export function countWithout(
  { participants, mentors, rules }: RuleSet,
  without: PolicyRule,
  participantCounts: Int32Array,
  mentorCounts: Int32Array,
): Effect {
  const others = rules.filter((other) => other.rule.on && other !== without).map(({ compiled }) => compiled);
  const byClasses = others.filter(({ scope }) => scope.kind === 'classes');
  const byLists = others.filter(({ scope }) => scope.kind === 'lists');
  const isAllowed = (participant: number, mentor: number) =>
    !others.some((rule) => rule.blocks(participant, mentor));
  const reachable = emptyBits(mentors);
  const free = emptyBits(mentors);
  const participantsLeft: number[] = [];
  let allowed = 0;
  for (const group of groups(participants, byClasses)) {
    freeOf(byClasses, group[0] as number, mentors, free);
    allowed += group.length * countBits(free);
    for (let word = 0; word < free.length; word += 1)
      reachable[word] = (reachable[word] as number) | (free[word] as number);
    for (const participant of group) {
      allowed -= listedAmong(byLists, participant, free);
      if (participantCounts[participant] !== 0) continue;
      if (hasAny(free, mentors, (mentor) => isAllowed(participant, mentor)))
        participantsLeft.push(participant);
    }
  }
  const mentorsLeft = [...mentorCounts.keys()].filter(
    (mentor) =>
      mentorCounts[mentor] === 0 &&
      hasBit(reachable, mentor) &&
      anybody(participants, (participant) => isAllowed(participant, mentor)),
  );
  const withIt = mentorCounts.reduce((sum, count) => sum + count, 0);
  return {
    removesAlone: allowed - withIt,
    participantsLeft: participantsLeft.sort((a, b) => a - b),
    mentorsLeft,
  };
}

/** Participants whom none of the rules tells apart. */
function groups(participants: number, rules: readonly CompiledRule[]): readonly number[][] {
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
  const members: number[][] = Array.from({ length: count }, () => []);
  of.forEach((one, participant) => members[one]?.push(participant));
  return members;
}

function freeOf(
  rules: readonly CompiledRule[],
  participant: number,
  mentors: number,
  free: Uint32Array,
): void {
  complement(emptyBits(mentors), mentors, free);
  for (const rule of rules) {
    const blocked = rule.row(participant);
    for (let word = 0; word < free.length; word += 1)
      free[word] = (free[word] as number) & ~(blocked[word] as number);
  }
}

/** How many of the mentors who are free are on a list of the participant. */
function listedAmong(rules: readonly CompiledRule[], participant: number, free: Uint32Array): number {
  const listed = new Set<number>();
  for (const { scope } of rules) {
    if (scope.kind !== 'lists') continue;
    for (const mentor of scope.of(participant)) if (hasBit(free, mentor)) listed.add(mentor);
  }
  return listed.size;
}

function hasAny(bits: Uint32Array, size: number, holds: (index: number) => boolean): boolean {
  for (let index = 0; index < size; index += 1) if (hasBit(bits, index) && holds(index)) return true;
  return false;
}

function anybody(size: number, holds: (index: number) => boolean): boolean {
  for (let index = 0; index < size; index += 1) if (holds(index)) return true;
  return false;
}
