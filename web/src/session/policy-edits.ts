import type { Criterion } from '#solver/contract/policy/criteria.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { PolicyQuota } from '#solver/contract/policy/quotas.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';

/*
 * Every change that the Bench makes to a policy: a new policy, the old one untouched. What is already so comes back as
 * the same object.
 */

export const WEIGHT_MAX = 10;

/** The nearest weight that a policy may hold: 0 to 10 in thousandths. */
export function toWeight(value: number): number {
  return Math.round(Math.min(WEIGHT_MAX, Math.max(0, value)) * 1000) / 1000;
}

/** One step of so many tenths: a weight between two tenths goes to the next one in that direction first. */
export function steppedWeight(weight: number, tenths: number): number {
  const [whole, off] = [Math.round(weight * 1000), Math.round(weight * 1000) % 100];
  const onGrid = off === 0 || tenths > 0 ? whole - off : whole - off + 100;
  return toWeight((onGrid + tenths * 100) / 1000);
}

/** As people read it: one decimal, more only where they are there. */
export function weightWords(weight: number): string {
  const fine = String(Math.round(weight * 1000) / 1000);
  return fine.includes('.') ? fine : `${fine}.0`;
}

export function withWeight(policy: Policy, criterion: string, weight: number): Policy {
  const changed = toWeight(weight);
  const old = policy.criteria.find(({ id }) => id === criterion);
  if (!old || old.weight === changed) return policy;
  return {
    ...policy,
    criteria: policy.criteria.map((one) => (one === old ? { ...one, weight: changed } : one)),
  };
}

/** Weighs one more of the programme's measures. */
export function withCriterion(policy: Policy, criterion: Criterion): Policy {
  return { ...policy, criteria: [...policy.criteria, criterion] };
}

export function withoutCriterion(policy: Policy, id: string): Policy {
  return { ...policy, criteria: policy.criteria.filter((criterion) => criterion.id !== id) };
}

export function withLevels(policy: Policy, levels: Policy['levels']): Policy {
  return { ...policy, levels };
}

/** The rules that carry a number which a committee may want to move. */
export type ThresholdRule = Extract<Rule, { threshold: number }>;

export function hasThreshold(rule: Rule): rule is ThresholdRule {
  return 'threshold' in rule;
}

export function withRuleOn(policy: Policy, id: string, on: boolean): Policy {
  return { ...policy, rules: policy.rules.map((rule) => (rule.id === id ? { ...rule, on } : rule)) };
}

export function withThreshold(policy: Policy, id: string, threshold: number): Policy {
  return {
    ...policy,
    rules: policy.rules.map((rule) => (rule.id === id && hasThreshold(rule) ? { ...rule, threshold } : rule)),
  };
}

export function withQuotaOn(policy: Policy, id: string, on: boolean): Policy {
  return { ...policy, quotas: policy.quotas.map((quota) => (quota.id === id ? { ...quota, on } : quota)) };
}

export function withQuota(policy: Policy, quota: PolicyQuota): Policy {
  const isThere = policy.quotas.some(({ id }) => id === quota.id);
  return {
    ...policy,
    quotas: isThere
      ? policy.quotas.map((one) => (one.id === quota.id ? quota : one))
      : [...policy.quotas, quota],
  };
}

export function withoutQuota(policy: Policy, id: string): Policy {
  return { ...policy, quotas: policy.quotas.filter((quota) => quota.id !== id) };
}

export function isSamePair(a: Decision, b: Decision): boolean {
  return a.participant === b.participant && a.mentor === b.mentor;
}

export function isAmong(decisions: readonly Decision[], pair: Decision): boolean {
  return decisions.some((one) => isSamePair(one, pair));
}

/** Pins a pair; a forbid of the same pair ends. */
export function withPin(policy: Policy, { participant, mentor }: Decision): Policy {
  const pair = { participant, mentor };
  if (isAmong(policy.pins, pair)) return policy;
  return { ...withoutForbid(policy, pair), pins: [...policy.pins, pair] };
}

export function withoutPin(policy: Policy, pair: Decision): Policy {
  return { ...policy, pins: policy.pins.filter((one) => !isSamePair(one, pair)) };
}

/** Pins a pair in place of the participant's other pins: for participants who can have one mentor. */
export function withOnlyPin(policy: Policy, pair: Decision): Policy {
  const others = policy.pins.filter(
    (one) => one.participant !== pair.participant || one.mentor === pair.mentor,
  );
  return withPin({ ...policy, pins: others }, pair);
}

/** Forbids a pair; a pin of the same pair ends. */
export function withForbid(policy: Policy, { participant, mentor }: Decision): Policy {
  const pair = { participant, mentor };
  if (isAmong(policy.forbids, pair)) return policy;
  return { ...withoutPin(policy, pair), forbids: [...policy.forbids, pair] };
}

export function withoutForbid(policy: Policy, pair: Decision): Policy {
  return { ...policy, forbids: policy.forbids.filter((one) => !isSamePair(one, pair)) };
}

/** True where both weigh the same criteria in the same order. */
export function sameCriteria(a: Policy, b: Policy): boolean {
  return (
    a.criteria.length === b.criteria.length && a.criteria.every(({ id }, at) => b.criteria[at]?.id === id)
  );
}

/** True where two policies can differ in their weights alone. */
export function differOnlyInWeights(a: Policy, b: Policy): boolean {
  return (
    a.rules === b.rules &&
    a.quotas === b.quotas &&
    a.pins === b.pins &&
    a.forbids === b.forbids &&
    a.levels === b.levels
  );
}
