import { z } from 'zod';
import { recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';

const common = {
  id: slugSchema,
  label: z.string().min(1).max(120),
  help: z.string().max(500).optional(),
  on: z.boolean(),
};
const fieldPair = { participantField: recordKeySchema, mentorField: recordKeySchema };

/** Both must lie in the same region of a system; with `onlyIfField`, only for participants who said yes there. */
export const sameRegionSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('same-region'),
  system: recordKeySchema,
  onlyIfField: recordKeySchema.optional(),
});

/** The participant's wish about an attribute of the mentor: the option ids that mean "same" and "different"; any other answer asks for nothing. */
export const wishSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('wish'),
  wishField: recordKeySchema,
  same: slugSchema,
  different: slugSchema,
});

/** The mentor's list of what is welcome must contain one of the participant's values; an empty list welcomes all. */
export const welcomesSchema = z.strictObject({
  ...common,
  kind: z.literal('welcomes'),
  participantFields: z.array(recordKeySchema).min(1).max(5),
  mentorField: recordKeySchema,
});

/**
 * At most `threshold` km apart, and where both said how far they would travel at most the sum of the two, unless both chose
 * `unlessBothAccept` in their mode fields.
 */
export const maxDistanceSchema = z
  .strictObject({
    ...common,
    ...fieldPair,
    kind: z.literal('max-distance'),
    participantPostcodeField: recordKeySchema.optional(),
    mentorPostcodeField: recordKeySchema.optional(),
    /** Kilometres. */
    threshold: z.number().min(0).max(20_000),
    /** Number fields, kilometres that somebody would travel; both or neither. */
    participantLimitField: recordKeySchema.optional(),
    mentorLimitField: recordKeySchema.optional(),
    unlessBothAccept: z.strictObject({ ...fieldPair, option: slugSchema }).optional(),
  })
  .refine(
    (rule) => (rule.participantLimitField === undefined) === (rule.mentorLimitField === undefined),
    'name the limit fields of both sides or of neither',
  );

/** The two normalised texts must differ (not the same employer). */
export const differentTextSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('different-text'),
});

/** Nobody is paired with a person or an employer that either of them names in one of these fields. */
export const namedSchema = z.strictObject({
  ...common,
  kind: z.literal('named'),
  participantFields: z.array(recordKeySchema).max(5).default([]),
  mentorFields: z.array(recordKeySchema).max(5).default([]),
});

/** A number of one person is at least `threshold`. */
export const minimumSchema = z.strictObject({
  ...common,
  kind: z.literal('minimum'),
  side: sideSchema,
  field: recordKeySchema,
  threshold: z.number(),
});

/** At least `threshold` cycles lie between the year in a field and the programme's cycle; no year: no wait. */
export const waitSchema = z.strictObject({
  ...common,
  kind: z.literal('wait'),
  side: sideSchema,
  field: recordKeySchema,
  threshold: z.int().min(0).max(50),
});

/** Rank of the mentor's option minus the participant's in an ordered list lies in [min, max]. */
export const rankRangeSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('rank-range'),
  min: z.int(),
  max: z.int(),
});

/** A yes/no field of a side must be yes; with `missingIsYes` an unanswered one passes. */
export const agreedSchema = z.strictObject({
  ...common,
  kind: z.literal('agreed'),
  fields: z
    .array(z.strictObject({ side: sideSchema, field: recordKeySchema }))
    .min(1)
    .max(10),
  missingIsYes: z.boolean().default(false),
});

export const ruleSchema = z.discriminatedUnion('kind', [
  sameRegionSchema,
  wishSchema,
  welcomesSchema,
  maxDistanceSchema,
  differentTextSchema,
  namedSchema,
  minimumSchema,
  waitSchema,
  rankRangeSchema,
  agreedSchema,
]);
/** Makes a pair allowed or not. Somebody who did not answer is not excluded, except by `agreed`. */
export type Rule = z.infer<typeof ruleSchema>;
export type RuleKind = Rule['kind'];
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;
