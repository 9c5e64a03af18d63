import { complement, emptyBits, listBits } from '../features/bits.ts';
import { countWithout } from './without.ts';
import { GrowingList, PAIR_LIMIT, tooManyPairs } from './growing.ts';
import { newEffect } from './rules.ts';
import type { Effect, PolicyRule, RuleSet, Swept } from './rules.ts';

/** The rule that leaves the fewest pairs by itself, and how many those are: the candidates. */
export interface Selective {
  readonly chosen: PolicyRule;
  readonly candidates: number;
}

/** The most selective rule that is on, by exact count; only rules of classes list whom they leave faster than by trying everybody. */
export function mostSelective({ participants, mentors, rules }: RuleSet): Selective | undefined {
  let best: Selective | undefined;
  for (const chosen of rules) {
    if (!chosen.rule.on || chosen.compiled.scope.kind !== 'classes') continue;
    const candidates = participants * mentors - chosen.compiled.removes();
    if (best === undefined || candidates < best.candidates) best = { chosen, candidates };
  }
  return best;
}

/**
 * Lists the mentors whom the most selective rule leaves, once for each of its classes, and tries the other rules on them: time in
 * proportion to candidates x rules and to the words of its rows; memory in proportion to the allowed pairs. What that rule alone removes
 * is counted without it, by classes (`countWithout`). Throws TOO_MANY_PAIRS where there are too many candidates.
 */
export function sweepCandidates(set: RuleSet, { chosen, candidates }: Selective): Swept {
  if (candidates > PAIR_LIMIT) throw tooManyPairs(candidates);
  const found = new CandidateSweep(set, chosen);
  const list = new GrowingList();
  const begins = new Float64Array(set.participants);
  const counts = new Int32Array(set.participants);
  const free = emptyBits(set.mentors);
  const row = new Int32Array(set.mentors);
  for (const members of membersOfClasses(chosen)) {
    complement(chosen.compiled.row(members[0] as number), set.mentors, free);
    const end = listBits(free, row, 0);
    for (const participant of members) {
      begins[participant] = list.length;
      list.endAt(found.take(participant, row, end, list.room(end), list.length));
      counts[participant] = list.length - (begins[participant] as number);
    }
  }
  const { rowStart, mentor } = inOrder(list, begins, counts);
  return { rowStart, mentor, effects: found.effects(set, counts, mentor) };
}

function membersOfClasses({ compiled }: PolicyRule): readonly (readonly number[])[] {
  if (compiled.scope.kind !== 'classes') return [];
  const members: number[][] = Array.from({ length: compiled.scope.count }, () => []);
  compiled.scope.of.forEach((one, participant) => members[one]?.push(participant));
  return members.filter((group) => group.length > 0);
}

/** Puts the rows, listed class by class, in the order of the participants. */
function inOrder(list: GrowingList, begins: Float64Array, counts: Int32Array) {
  const listed = list.room(0);
  const rowStart = new Int32Array(counts.length + 1);
  const mentor = new Int32Array(list.length);
  let next = 0;
  counts.forEach((count, participant) => {
    const begin = begins[participant] as number;
    mentor.set(listed.subarray(begin, begin + count), next);
    next += count;
    rowStart[participant + 1] = next;
  });
  return { rowStart, mentor };
}

interface RuleTotals extends PolicyRule {
  readonly effect: Effect;
  /** For each mentor, pairs that this rule alone removes. */
  readonly mentors: Int32Array;
}

/** Tries the other rules on candidates and adds up what each does. */
class CandidateSweep {
  readonly #chosen: PolicyRule;
  readonly #on: readonly RuleTotals[];
  readonly #off: readonly RuleTotals[];
  readonly #all: readonly RuleTotals[];
  readonly #alone: Int32Array;

  constructor({ rules, mentors }: RuleSet, chosen: PolicyRule) {
    this.#chosen = chosen;
    this.#all = rules.map((rule) => ({ ...rule, effect: newEffect(), mentors: new Int32Array(mentors) }));
    this.#on = this.#all.filter(({ rule, compiled }) => rule.on && compiled !== chosen.compiled);
    this.#off = this.#all.filter(({ rule }) => !rule.on);
    this.#alone = new Int32Array(rules.length);
  }

  /** Writes the allowed ones of the first `end` candidates from `at` on; gives where they end. */
  take(participant: number, candidates: Int32Array, end: number, into: Int32Array, at: number): number {
    this.#alone.fill(0);
    let next = at;
    for (let candidate = 0; candidate < end; candidate += 1) {
      const mentor = candidates[candidate] as number;
      if (!this.#isAllowed(participant, mentor)) continue;
      into[next] = mentor;
      next += 1;
    }
    this.#settle(participant, next - at);
    return next;
  }

  #isAllowed(participant: number, mentor: number): boolean {
    let blocking = -1;
    for (let index = 0; index < this.#on.length; index += 1) {
      if (!(this.#on[index] as RuleTotals).compiled.blocks(participant, mentor)) continue;
      if (blocking >= 0) return false;
      blocking = index;
    }
    if (blocking >= 0) {
      this.#blame(this.#on[blocking] as RuleTotals, blocking, mentor);
      return false;
    }
    for (let index = 0; index < this.#off.length; index += 1) {
      const totals = this.#off[index] as RuleTotals;
      if (totals.compiled.blocks(participant, mentor)) this.#blame(totals, this.#on.length + index, mentor);
    }
    return true;
  }

  #blame({ mentors }: RuleTotals, place: number, mentor: number): void {
    mentors[mentor] = (mentors[mentor] as number) + 1;
    this.#alone[place] = (this.#alone[place] as number) + 1;
  }

  #settle(participant: number, allowed: number): void {
    [...this.#on, ...this.#off].forEach(({ rule, effect }, place) => {
      const alone = this.#alone[place] as number;
      effect.removesAlone += alone;
      if (alone > 0 && allowed === (rule.on ? 0 : alone)) effect.participantsLeft.push(participant);
    });
  }

  /** `counts`: allowed mentors of each participant; `mentor`: the mentors of all allowed pairs. */
  effects(set: RuleSet, counts: Int32Array, mentor: Int32Array): Effect[] {
    const allowed = new Int32Array(set.mentors);
    for (const one of mentor) allowed[one] = (allowed[one] as number) + 1;
    const alone = countWithout(set, this.#chosen, counts, allowed);
    return this.#all.map(({ rule, compiled, effect, mentors }) => {
      if (compiled === this.#chosen.compiled) return alone;
      effect.participantsLeft.sort((a, b) => a - b);
      mentors.forEach((lost, one) => {
        if (lost > 0 && allowed[one] === (rule.on ? 0 : lost)) effect.mentorsLeft.push(one);
      });
      return effect;
    });
  }
}
