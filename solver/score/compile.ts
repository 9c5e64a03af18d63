import type { Cohort } from '../contract/cohort.ts';
import { MileError } from '../contract/errors.ts';
import type { Criterion } from '../contract/policy/criteria.ts';
import type { PolicyQuota } from '../contract/policy/quotas.ts';
import type { Rule } from '../contract/policy/rules.ts';
import type { ProblemNode } from '../contract/problem.ts';
import type { Programme } from '../contract/programme/programme.ts';
import { createFeatures } from './features/features.ts';
import type { Features } from './features/features.ts';
import { FieldReader } from './features/field-reader.ts';
import { Memo } from './features/memo.ts';
import { limitsOf } from './limits.ts';
import type { Measure } from './measures/measure.ts';
import { compileCriterion } from './measures/registry.ts';
import type { AllowedPairs, WeightedSums } from './pairs.ts';
import type { PairTest } from './quotas/condition.ts';
import { compileQuota } from './quotas/quotas.ts';
import { compileRule } from './rules/registry.ts';
import type { Hindrance } from './rules/hindrance.ts';
import type { CompiledRule } from './rules/rule.ts';

/**
 * A cohort ready to be scored under many policies. What depends on the cohort and a part of the policy is kept under that part, so that a
 * new weight compiles nothing and a new threshold compiles one rule.
 */
export interface CompiledCohort {
  readonly features: Features;
  /** Limits of the people, in canonical order. */
  readonly participantNodes: readonly ProblemNode[];
  readonly mentorNodes: readonly ProblemNode[];
  readonly measures: Memo<Measure>;
  readonly rules: Memo<CompiledRule>;
  readonly quotaTests: Memo<PairTest>;
  readonly allowed: Memo<AllowedPairs>;
  /** By side and rules: what the rules do to each person who was asked about. */
  readonly hindrances: Memo<Map<number, readonly Hindrance[]>>;
  /** Of the latest policies, the latest last; `scoresOf` alone changes it. */
  readonly sums: WeightedSums[];
}

/** Compiled criteria, rules and quotas kept at once: several policies of full size. */
const KEPT_PARTS = 200;
/** Allowed pairs kept at once, and of each side what the rules do: the policy on screen and the one before it. */
const KEPT_PAIRS = 2;
const SIDES = 2;

/**
 * Puts a cohort in canonical order and checks its limits; answers are read when a policy first names their field. Throws INVALID_COHORT
 * where ids repeat, limits cannot hold, or the cohort belongs to another programme.
 */
export function compileCohort(cohort: Cohort, programme: Programme): CompiledCohort {
  if (cohort.programme !== programme.id) throw otherProgramme(cohort.programme, programme.id);
  const features = createFeatures(cohort, programme);
  return {
    features,
    participantNodes: limitsOf(features, 'participant'),
    mentorNodes: limitsOf(features, 'mentor'),
    measures: new Memo(KEPT_PARTS),
    rules: new Memo(KEPT_PARTS),
    quotaTests: new Memo(KEPT_PARTS),
    allowed: new Memo(KEPT_PAIRS),
    hindrances: new Memo(SIDES * KEPT_PAIRS),
    sums: [],
  };
}

/** The measure of a criterion, whatever its weight and wording. */
export function measureOf(compiled: CompiledCohort, criterion: Criterion): Measure {
  const plain = { ...criterion, weight: 0, label: criterion.id, help: undefined };
  return compiled.measures.get(JSON.stringify(plain), () =>
    compileCriterion(plain, new FieldReader(compiled.features, { kind: 'criterion', id: criterion.id })),
  );
}

/** The compiled rule, whether it is on or not and whatever its wording. */
export function ruleOf(compiled: CompiledCohort, rule: Rule): CompiledRule {
  const plain = { ...rule, on: true, label: rule.id, help: undefined };
  return compiled.rules.get(JSON.stringify(plain), () =>
    compileRule(plain, new FieldReader(compiled.features, { kind: 'rule', id: rule.id })),
  );
}

/** Which pairs a quota is about, whatever its amount. */
export function quotaTestOf(compiled: CompiledCohort, quota: PolicyQuota): PairTest {
  return compiled.quotaTests.get(JSON.stringify([quota.id, quota.where]), () =>
    compileQuota(quota, new FieldReader(compiled.features, { kind: 'quota', id: quota.id })),
  );
}

function otherProgramme(given: string, expected: string): MileError {
  return new MileError(
    'INVALID_COHORT',
    `The cohort belongs to the programme "${given}", not to "${expected}". Choose the programme that its fields come from.`,
    { programme: given, expected },
  );
}
