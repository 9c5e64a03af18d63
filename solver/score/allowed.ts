import { MileError } from '../contract/errors.ts';
import type { RuleEffect } from '../contract/matching.ts';
import type { Decision, Policy } from '../contract/policy/policy.ts';
import { ruleOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import { Memo } from './features/memo.ts';
import type { People } from './features/people.ts';
import type { AllowedPairs, PairColumns } from './pairs.ts';
import { mostSelective, sweepCandidates } from './sweep/by-candidates.ts';
import { sweepRows } from './sweep/by-rows.ts';
import { refuseTooMany } from './sweep/estimate.ts';
import type { Effect, PolicyRule, RuleSet, Swept } from './sweep/rules.ts';

/** Pairs that one step over bit sets covers: where a rule leaves fewer than one in so many, candidates are faster than rows. */
const PAIRS_PER_STEP = 32;
/** Quotas kept for the same pairs. */
const KEPT_QUOTAS = 50;

/**
 * Applies the rules that are on and the forbids, and counts what each rule does; kept for these rules and forbids. Throws TOO_MANY_PAIRS
 * where the rules leave more than can be built.
 */
export function allowedPairs(compiled: CompiledCohort, policy: Policy): AllowedPairs {
  const key = JSON.stringify([policy.rules, policy.forbids]);
  return compiled.allowed.get(key, () => applyRules(compiled, policy));
}

/** Canonical indices of a decision's two people. Throws UNKNOWN_PERSON. */
export function indicesOf({ features }: CompiledCohort, decision: Decision): readonly [number, number] {
  return [known(features.participants, decision.participant), known(features.mentors, decision.mentor)];
}

function applyRules(compiled: CompiledCohort, policy: Policy): AllowedPairs {
  const set: RuleSet = {
    participants: compiled.participantNodes.length,
    mentors: compiled.mentorNodes.length,
    rules: policy.rules.map((rule) => ({ rule, compiled: ruleOf(compiled, rule) })),
  };
  const swept = sweep(set);
  return {
    possible: set.participants * set.mentors,
    effects: set.rules.map((rule, index) => effectOf(compiled, rule, swept.effects[index] as Effect)),
    quotas: new Memo(KEPT_QUOTAS),
    ...withoutForbidden(compiled, policy, swept),
  };
}

function sweep(set: RuleSet): Swept {
  refuseTooMany(set);
  const selective = mostSelective(set);
  const prunes =
    selective !== undefined && selective.candidates * PAIRS_PER_STEP < set.participants * set.mentors;
  return prunes ? sweepCandidates(set, selective) : sweepRows(set);
}

function effectOf({ features }: CompiledCohort, { rule, compiled }: PolicyRule, effect: Effect): RuleEffect {
  const idsOf = ({ applications }: People, people: readonly number[]) =>
    people.map((person) => applications[person]?.id as string);
  return {
    id: rule.id,
    removes: compiled.removes(),
    removesAlone: effect.removesAlone,
    leavesNobody: [
      ...idsOf(features.participants, effect.participantsLeft),
      ...idsOf(features.mentors, effect.mentorsLeft),
    ],
  };
}

/** A decision of people is not the effect of a rule: forbids come after. */
function withoutForbidden(compiled: CompiledCohort, { forbids }: Policy, swept: Swept): PairColumns {
  const forbidden = new Map<number, Set<number>>();
  for (const forbid of forbids) {
    const [participant, mentor] = indicesOf(compiled, forbid);
    forbidden.set(participant, (forbidden.get(participant) ?? new Set<number>()).add(mentor));
  }
  return withParticipants(forbidden.size === 0 ? swept : dropped(swept, forbidden));
}

function dropped({ rowStart, mentor }: Swept, forbidden: ReadonlyMap<number, ReadonlySet<number>>) {
  const left = { rowStart: new Int32Array(rowStart.length), mentor: new Int32Array(mentor.length) };
  let next = 0;
  for (let participant = 0; participant + 1 < rowStart.length; participant += 1) {
    const row = mentor.subarray(rowStart[participant], rowStart[participant + 1]);
    const gone = forbidden.get(participant);
    const kept = gone ? row.filter((one) => !gone.has(one)) : row;
    left.mentor.set(kept, next);
    next += kept.length;
    left.rowStart[participant + 1] = next;
  }
  return { ...left, mentor: left.mentor.slice(0, next) };
}

function withParticipants({ rowStart, mentor }: Pick<Swept, 'rowStart' | 'mentor'>): PairColumns {
  const participant = new Int32Array(mentor.length);
  for (let one = 0; one + 1 < rowStart.length; one += 1)
    participant.fill(one, rowStart[one], rowStart[one + 1]);
  return { participant, mentor, rowStart };
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
