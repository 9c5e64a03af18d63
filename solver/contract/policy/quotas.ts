import { z } from 'zod';
import { recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';

const fieldPair = { participantField: recordKeySchema, mentorField: recordKeySchema };

/** A condition that a pair meets or not; the pairs that meet all conditions of a quota are counted. */
export const pairConditionSchema = z.discriminatedUnion('kind', [
  /** The person's value (or one of them) is among `values` (option ids, place ids, or plain text). */
  z.strictObject({
    kind: z.literal('value'),
    side: sideSchema,
    field: recordKeySchema,
    values: z.array(z.string().min(1).max(200)).min(1).max(200),
  }),
  /** A number of the person lies in [min, max]. */
  z.strictObject({
    kind: z.literal('number'),
    side: sideSchema,
    field: recordKeySchema,
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  /** The place of the person lies in one of these regions. */
  z.strictObject({
    kind: z.literal('in-region'),
    side: sideSchema,
    field: recordKeySchema,
    system: recordKeySchema,
    regions: z.array(slugSchema).min(1).max(200),
  }),
  /** The two values are equal, or are not; somebody who did not answer meets neither. */
  z.strictObject({ kind: z.literal('equal'), ...fieldPair, equal: z.boolean() }),
  /** The two places share the region of a system, or do not. */
  z.strictObject({
    kind: z.literal('shared-region'),
    ...fieldPair,
    system: recordKeySchema,
    equal: z.boolean(),
  }),
]);
export type PairCondition = z.infer<typeof pairConditionSchema>;

export const policyQuotaSchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1).max(200),
  on: z.boolean().default(true),
  sense: z.enum(['at-least', 'at-most']),
  /** Pairs, or whole percent of all matched pairs. */
  amount: z.discriminatedUnion('unit', [
    z.strictObject({ unit: z.literal('pairs'), value: z.int().min(0).max(1_000_000) }),
    z.strictObject({ unit: z.literal('percent'), value: z.int().min(0).max(100) }),
  ]),
  where: z.array(pairConditionSchema).min(1).max(10),
});
/** A constraint over the set of pairs that meet all of `where`. */
export type PolicyQuota = z.infer<typeof policyQuotaSchema>;
