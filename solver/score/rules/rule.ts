import type { RuleKind, RuleOf } from '../../contract/policy/rules.ts';
import type { FieldReader } from '../features/field-reader.ts';

/** A rule compiled for one cohort. People are given by their canonical index. */
export interface CompiledRule {
  readonly scope: RuleScope;
  /** Pairs that the rule does not allow, of all that are possible. */
  removes(): number;
  /** Whether the rule does not allow the pair. */
  blocks(participant: number, mentor: number): boolean;
  /** The mentors with whom the rule does not allow this participant, as bits; valid until the next call. */
  row(participant: number): Uint32Array;
  /** Why the rule does not allow a pair, in a sentence; only for pairs that it blocks. */
  reason(participant: number, mentor: number): string;
}

/**
 * How a rule tells participants apart. `classes`: those of one class are not allowed with the same mentors. `lists`: everybody has
 * some mentors, each named once, with whom they are not allowed.
 */
export type RuleScope =
  | { readonly kind: 'classes'; readonly of: Int32Array; readonly count: number }
  | { readonly kind: 'lists'; readonly of: (participant: number) => readonly number[] };

/** Compiles a rule. Throws UNKNOWN_FIELD, INVALID_POLICY or INVALID_COHORT. Label, help and the switch are not looked at. */
export type CompileRule<Kind extends RuleKind> = (rule: RuleOf<Kind>, fields: FieldReader) => CompiledRule;
