import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import type { RuleKind } from '../policy/rules.ts';
import { indexPairSchema } from './breakpoints.ts';
import { addedPairsSchema } from './shortage.ts';

/**
 * Kinds of rules that are looser or stricter as a programme likes. The others keep apart who must not meet, or ask for consent: they are not
 * relaxed unless they are named.
 */
export const RELAXABLE_KINDS: readonly RuleKind[] = [
  'same-region',
  'wish',
  'welcomes',
  'max-distance',
  'minimum',
  'wait',
  'rank-range',
];

export const relaxedRuleStepSchema = z.strictObject({
  /** The strictest threshold that matches so many; null: the rule is off. */
  threshold: z.number().nullable(),
  /** The best match then. */
  matched: z.int().min(0),
  score: z.int().min(0),
  /** Places that participants ask for and that stay empty all the same. */
  unmatched: z.int().min(0),
  /** Ids of the participants whose mentors differ from those of the best match now. */
  moved: z.array(identifierSchema),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(indexPairSchema),
  sentence: z.string(),
});
export type RelaxedRuleStep = z.infer<typeof relaxedRuleStepSchema>;

export const relaxedRuleSchema = z.strictObject({
  rule: slugSchema,
  label: z.string(),
  /** The threshold now; null where the rule has none. */
  threshold: z.number().nullable(),
  /** From the smallest relaxation that matches more on, each matching more than the one before; empty where this rule alone does not help. */
  steps: z.array(relaxedRuleStepSchema),
});
export type RelaxedRule = z.infer<typeof relaxedRuleSchema>;

/** `mile-relaxations/1`: the smallest relaxations with which more people are matched. */
export const relaxationsSchema = z.strictObject({
  format: z.literal('mile-relaxations/1'),
  participants: z.array(identifierSchema),
  mentors: z.array(identifierSchema),
  /** The best match now. */
  matched: z.int().min(0),
  unmatched: z.int().min(0),
  /** Each rule for itself, the others kept; those first that match most, and of these the ones that move fewest. */
  rules: z.array(relaxedRuleSchema),
  /** The fewest single pairs that the rules forbid and that would do as much as all of them together. Quotas apart; null where minima and pins cannot hold. */
  exceptions: addedPairsSchema.nullable(),
  /** True where a search ended before its proof: steps may be missing. */
  partial: z.boolean(),
  sentence: z.string(),
});
export type Relaxations = z.infer<typeof relaxationsSchema>;
