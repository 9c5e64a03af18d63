import type { RuleKind } from '../../contract/policy/rules.ts';

/** How one rule stands in the way of one person. */
export interface Hindrance {
  readonly label: string;
  readonly kind: RuleKind;
  /** Partners with whom the rule does not allow the person. */
  readonly blocked: number;
  /** Of these, partners with whom every other rule that is on allows the person. */
  readonly alone: number;
}
