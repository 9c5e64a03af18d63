import type { RuleKind, RuleOf } from '../../contract/policy/rules.ts';
import type { FieldReader } from '../features/field-reader.ts';

/** A rule compiled for one cohort. People are given by their canonical index. */
export interface CompiledRule {
  /** Writes 1 for every mentor with whom the rule does not allow this participant, else 0. */
  row(participant: number, blocked: Uint8Array): void;
  /** Why the rule does not allow a pair, in a sentence; only for pairs that it blocks. */
  reason(participant: number, mentor: number): string;
}

/** Compiles a rule. Throws UNKNOWN_FIELD, INVALID_POLICY or INVALID_COHORT. Label, help and the switch are not looked at. */
export type CompileRule<Kind extends RuleKind> = (rule: RuleOf<Kind>, fields: FieldReader) => CompiledRule;
