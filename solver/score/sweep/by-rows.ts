import { complement, countBits, countWord, emptyBits, hasBit, listBits } from '../features/bits.ts';
import { GrowingList } from './growing.ts';
import { newEffect } from './rules.ts';
import type { Effect, PolicyRule, RuleSet, Swept } from './rules.ts';

/**
 * Row by row over bit sets of mentors, 32 pairs a step: time O(participants x mentors x rules / 32), memory in proportion to the allowed
 * pairs. Throws TOO_MANY_PAIRS.
 */
export function sweepRows(set: RuleSet): Swept {
  const { participants, mentors, rules } = set;
  const row = new RowOfRules(set);
  const allowed = new RowSweep(rules, mentors);
  const list = new GrowingList();
  const rowStart = new Int32Array(participants + 1);
  for (let participant = 0; participant < participants; participant += 1) {
    row.apply(participant);
    const count = allowed.take(participant, row);
    list.endAt(listBits(allowed.free, list.room(count), list.length));
    rowStart[participant + 1] = list.length;
  }
  return { rowStart, mentor: list.whole(), effects: allowed.effects() };
}

/** One participant under all rules that are on: who is blocked, and who by more than one rule. */
export class RowOfRules {
  readonly blocked: Uint32Array;
  readonly twice: Uint32Array;
  readonly #on: readonly PolicyRule[];

  constructor({ mentors, rules }: RuleSet) {
    this.#on = rules.filter(({ rule }) => rule.on);
    this.blocked = emptyBits(mentors);
    this.twice = emptyBits(mentors);
  }

  apply(participant: number): void {
    const { blocked, twice } = this;
    blocked.fill(0);
    twice.fill(0);
    for (const { compiled } of this.#on) {
      const hit = compiled.row(participant);
      for (let word = 0; word < hit.length; word += 1) {
        const bits = hit[word] as number;
        twice[word] = (twice[word] as number) | ((blocked[word] as number) & bits);
        blocked[word] = (blocked[word] as number) | bits;
      }
    }
  }
}

interface RuleTotals extends PolicyRule {
  readonly effect: Effect;
  /** On: mentors whom this rule alone keeps from somebody. Off: mentors whom somebody would still be allowed with. */
  readonly mentors: Uint32Array;
}

/** Adds up what each rule does. */
class RowSweep {
  /** The mentors who are allowed with the participant taken last. */
  readonly free: Uint32Array;
  /** The mentors who are allowed with anybody. */
  readonly #anybody: Uint32Array;
  readonly #size: number;
  readonly #totals: readonly RuleTotals[];

  constructor(rules: readonly PolicyRule[], mentors: number) {
    this.#size = mentors;
    this.free = emptyBits(mentors);
    this.#anybody = emptyBits(mentors);
    this.#totals = rules.map((rule) => ({ ...rule, effect: newEffect(), mentors: emptyBits(mentors) }));
  }

  /** Gives how many mentors are allowed with the participant to whom the rules were just applied. */
  take(participant: number, { blocked, twice }: RowOfRules): number {
    const { free } = this;
    complement(blocked, this.#size, free);
    unite(this.#anybody, free);
    const allowed = countBits(free);
    for (const totals of this.#totals) {
      const hit = totals.compiled.row(participant);
      const alone = totals.rule.on
        ? countAlone(hit, twice, totals.mentors)
        : countLost(hit, free, totals.mentors);
      totals.effect.removesAlone += alone;
      if (alone > 0 && allowed === (totals.rule.on ? 0 : alone))
        totals.effect.participantsLeft.push(participant);
    }
    return allowed;
  }

  /** On: who lacks everybody and was kept from somebody by this rule alone. Off: who has somebody now and would have nobody. */
  effects(): Effect[] {
    return this.#totals.map(({ rule, effect, mentors }) => {
      for (let mentor = 0; mentor < this.#size; mentor += 1) {
        const free = hasBit(this.#anybody, mentor);
        if (free !== rule.on && hasBit(mentors, mentor) === rule.on) effect.mentorsLeft.push(mentor);
      }
      return effect;
    });
  }
}

function unite(into: Uint32Array, bits: Uint32Array): void {
  for (let word = 0; word < bits.length; word += 1)
    into[word] = (into[word] as number) | (bits[word] as number);
}

/** Pairs that a rule that is on blocks and no other; their mentors join `mentors`. */
function countAlone(hit: Uint32Array, twice: Uint32Array, mentors: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < hit.length; word += 1) {
    const alone = (hit[word] as number) & ~(twice[word] as number);
    if (alone === 0) continue;
    count += countWord(alone);
    mentors[word] = (mentors[word] as number) | alone;
  }
  return count;
}

/** Allowed pairs that a rule that is off would block; the mentors of the others join `mentors`. */
function countLost(hit: Uint32Array, free: Uint32Array, mentors: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < hit.length; word += 1) {
    const allowed = free[word] as number;
    count += countWord(allowed & (hit[word] as number));
    mentors[word] = (mentors[word] as number) | (allowed & ~(hit[word] as number));
  }
  return count;
}
