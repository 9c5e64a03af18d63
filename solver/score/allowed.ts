import { MileError } from '../contract/errors.ts';
import type { RuleEffect } from '../contract/matching.ts';
import type { Decision, Policy } from '../contract/policy/policy.ts';
import type { Rule } from '../contract/policy/rules.ts';
import { ruleOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { People } from './features/people.ts';
import type { AllowedPairs, RuleTally } from './pairs.ts';
import type { CompiledRule } from './rules/rule.ts';

interface Sweep {
  readonly rule: Rule;
  readonly compiled: CompiledRule;
  readonly tally: RuleTally & { removes: number };
}

/** Applies the rules that are on and the forbids to every pair, and counts what each rule does; kept for these rules and forbids. */
export function allowedPairs(compiled: CompiledCohort, policy: Policy): AllowedPairs {
  return compiled.allowed.get(allowedKey(policy), () => applyRules(compiled, policy));
}

/** What the allowed pairs depend on. */
export function allowedKey({ rules, forbids }: Policy): string {
  return JSON.stringify([rules, forbids]);
}

/** Canonical indices of a decision's two people. Throws UNKNOWN_PERSON. */
export function indicesOf({ features }: CompiledCohort, decision: Decision): readonly [number, number] {
  return [known(features.participants, decision.participant), known(features.mentors, decision.mentor)];
}

function applyRules(compiled: CompiledCohort, policy: Policy): AllowedPairs {
  const participants = compiled.features.participants.applications.length;
  const mentors = compiled.features.mentors.applications.length;
  const sweeps = policy.rules.map((rule) => newSweep(compiled, rule, participants, mentors));
  const blocked = new Uint8Array(participants * mentors);
  const free = { participant: new Int32Array(participants), mentor: new Int32Array(mentors) };
  const row = new RowOfRules(sweeps, mentors);
  let count = 0;
  for (let participant = 0; participant < participants; participant += 1) {
    const into = blocked.subarray(participant * mentors, (participant + 1) * mentors);
    const allowed = row.apply(participant, into, free.mentor);
    free.participant[participant] = allowed;
    count += allowed;
  }
  const effects = sweeps.map(({ rule, tally }) => effectOf(compiled, rule, tally, free));
  for (const forbid of policy.forbids) {
    const [participant, mentor] = indicesOf(compiled, forbid);
    const pair = participant * mentors + mentor;
    if (blocked[pair] === 0) count -= 1;
    blocked[pair] = 1;
  }
  const tallies = sweeps.filter(({ rule }) => rule.on).map(({ tally }) => tally);
  return { possible: participants * mentors, count, blocked, tallies, effects };
}

function newSweep(compiled: CompiledCohort, rule: Rule, participants: number, mentors: number): Sweep {
  const tally = {
    rule: rule.id,
    removes: 0,
    participantBlocked: new Int32Array(participants),
    mentorBlocked: new Int32Array(mentors),
    participantAlone: new Int32Array(participants),
    mentorAlone: new Int32Array(mentors),
  };
  return { rule, compiled: ruleOf(compiled, rule), tally };
}

/** One participant with all mentors under all rules: how many of the rules that are on block each pair, and which, where it is one. */
class RowOfRules {
  readonly #on: readonly Sweep[];
  readonly #off: readonly Sweep[];
  readonly #hit: Uint8Array;
  readonly #count: Uint8Array;
  /** Sum of the blocking rules' numbers, counted from 1: the rule itself where only one blocks. */
  readonly #blame: Uint16Array;

  constructor(sweeps: readonly Sweep[], mentors: number) {
    this.#on = sweeps.filter(({ rule }) => rule.on);
    this.#off = sweeps.filter(({ rule }) => !rule.on);
    this.#hit = new Uint8Array(mentors);
    this.#count = new Uint8Array(mentors);
    this.#blame = new Uint16Array(mentors);
  }

  /** Writes 1 for every mentor who is not allowed, adds to `freeOfMentors` and gives how many are allowed. */
  apply(participant: number, blocked: Uint8Array, freeOfMentors: Int32Array): number {
    this.#count.fill(0);
    this.#blame.fill(0);
    this.#on.forEach((sweep, index) => this.#addRule(sweep, index + 1, participant));
    for (const sweep of this.#off) this.#addAsIfOn(sweep, participant);
    return this.#settle(participant, blocked, freeOfMentors);
  }

  #addRule({ compiled, tally }: Sweep, number: number, participant: number): void {
    const [hit, count, blame, { mentorBlocked }] = [this.#hit, this.#count, this.#blame, tally];
    compiled.row(participant, hit);
    let removed = 0;
    for (let mentor = 0; mentor < hit.length; mentor += 1) {
      if (hit[mentor] === 0) continue;
      removed += 1;
      count[mentor] = (count[mentor] as number) + 1;
      blame[mentor] = (blame[mentor] as number) + number;
      mentorBlocked[mentor] = (mentorBlocked[mentor] as number) + 1;
    }
    tally.participantBlocked[participant] = removed;
    tally.removes += removed;
  }

  #addAsIfOn({ compiled, tally }: Sweep, participant: number): void {
    const [hit, count, { mentorAlone }] = [this.#hit, this.#count, tally];
    compiled.row(participant, hit);
    let alone = 0;
    for (let mentor = 0; mentor < hit.length; mentor += 1) {
      if (hit[mentor] === 0) continue;
      tally.removes += 1;
      if (count[mentor] !== 0) continue;
      alone += 1;
      mentorAlone[mentor] = (mentorAlone[mentor] as number) + 1;
    }
    tally.participantAlone[participant] = alone;
  }

  #settle(participant: number, blocked: Uint8Array, freeOfMentors: Int32Array): number {
    let allowed = 0;
    for (let mentor = 0; mentor < blocked.length; mentor += 1) {
      const count = this.#count[mentor] as number;
      if (count === 0) {
        allowed += 1;
        freeOfMentors[mentor] = (freeOfMentors[mentor] as number) + 1;
        continue;
      }
      blocked[mentor] = 1;
      if (count > 1) continue;
      const { tally } = this.#on[(this.#blame[mentor] as number) - 1] as Sweep;
      tally.participantAlone[participant] = (tally.participantAlone[participant] as number) + 1;
      tally.mentorAlone[mentor] = (tally.mentorAlone[mentor] as number) + 1;
    }
    return allowed;
  }
}

interface Free {
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
}

function effectOf({ features }: CompiledCohort, rule: Rule, tally: RuleTally, free: Free): RuleEffect {
  return {
    id: rule.id,
    removes: tally.removes,
    removesAlone: tally.participantAlone.reduce((sum, alone) => sum + alone, 0),
    leavesNobody: [
      ...leftWithNobody(features.participants, rule.on, free.participant, tally.participantAlone),
      ...leftWithNobody(features.mentors, rule.on, free.mentor, tally.mentorAlone),
    ],
  };
}

/**
 * Whom the rule leaves with nobody. On: nobody is allowed now, and somebody would be without it. Off: all who are allowed now would go.
 */
function leftWithNobody(people: People, on: boolean, free: Int32Array, alone: Int32Array): string[] {
  return people.applications.flatMap(({ id }, person) => {
    const lost = alone[person] as number;
    const left = on ? (free[person] as number) : (free[person] as number) - lost;
    return lost > 0 && left === 0 ? [id] : [];
  });
}

function known({ side, indexOf }: People, id: string): number {
  const index = indexOf.get(id);
  if (index !== undefined) return index;
  throw new MileError(
    'UNKNOWN_PERSON',
    `A decision names the ${side} "${id}", who is not in the cohort. Remove the decision or import the person again.`,
    { side, id },
  );
}
