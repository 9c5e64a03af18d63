import type { Rule } from '../../contract/policy/rules.ts';
import type { CompiledRule } from '../rules/rule.ts';

/** A rule of a policy with its condition. */
export interface PolicyRule {
  readonly rule: Rule;
  readonly compiled: CompiledRule;
}

/** The rules of a policy over a cohort of so many people a side. */
export interface RuleSet {
  readonly participants: number;
  readonly mentors: number;
  /** In the order of the policy. */
  readonly rules: readonly PolicyRule[];
}

/** What one rule does; people are given by their canonical index. */
export interface Effect {
  removesAlone: number;
  readonly participantsLeft: number[];
  readonly mentorsLeft: number[];
}

/** What a sweep over the rules finds: the pairs that all rules that are on allow, and what each rule does. */
export interface Swept {
  /** Where each participant's mentors begin; one entry more than there are participants. */
  readonly rowStart: Int32Array;
  /** Ascending within each row. */
  readonly mentor: Int32Array;
  readonly effects: readonly Effect[];
}

export function newEffect(): Effect {
  return { removesAlone: 0, participantsLeft: [], mentorsLeft: [] };
}
