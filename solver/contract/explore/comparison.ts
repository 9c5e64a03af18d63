import { z } from 'zod';
import { identifierSchema } from '../identifier.ts';

const indexPairSchema = z.tuple([z.int().min(0), z.int().min(0)]);

/** From the first match to the second, level by level. */
const changeSchema = { matched: z.int(), score: z.int() };

export const comparedMatchSchema = z.strictObject({
  matched: z.int().min(0),
  score: z.int().min(0),
  /** The smallest score of a pair; null where there are none. */
  weakest: z.int().min(0).nullable(),
  /** Does it keep every limit, pin and quota of the problem? */
  keeps: z.boolean(),
});
export type ComparedMatch = z.infer<typeof comparedMatchSchema>;

export const swapGroupSchema = z.strictObject({
  /** Ids, ascending. */
  participants: z.array(identifierSchema).min(1),
  /** [participant index, mentor index], sorted. */
  removed: z.array(indexPairSchema),
  added: z.array(indexPairSchema),
  /** The groups' changes sum to the whole difference. */
  ...changeSchema,
  /** The smallest score of a pair when this group alone is taken; null where no pair is left. */
  weakest: z.int().min(0).nullable(),
  /** What it adds to quotas, where that is not 0: as the sums do, these changes add up over the groups that are taken. */
  quotas: z.array(z.strictObject({ quota: identifierSchema, change: z.int() })),
  /** Quotas that do not hold when this group alone is taken. */
  breaks: z.array(identifierSchema),
  sentence: z.string(),
});

export const quotaSumSchema = z.strictObject({
  quota: identifierSchema,
  /** The quota's sum over the pairs of each match. */
  first: z.int(),
  second: z.int(),
});

/** `mile-comparison/1`: what lies between two matches. */
export const comparisonSchema = z.strictObject({
  format: z.literal('mile-comparison/1'),
  first: comparedMatchSchema,
  second: comparedMatchSchema,
  /** Pairs that both have. */
  shared: z.int().min(0),
  change: z.strictObject(changeSchema),
  /** Without quotas any of them may be taken from the second match, each for itself. */
  groups: z.array(swapGroupSchema),
  /** In the order of the problem. */
  quotas: z.array(quotaSumSchema),
  sentence: z.string(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const blockingPairSchema = z.strictObject({
  participant: identifierSchema,
  mentor: identifierSchema,
  /** How much more the person likes the other than the partner who would have to go; null where a place is free. */
  participantGain: z.number().positive().nullable(),
  mentorGain: z.number().positive().nullable(),
});

/** `mile-blocking/1`: pairs that would both rather have each other. */
export const blockingSchema = z.strictObject({
  format: z.literal('mile-blocking/1'),
  count: z.int().min(0),
  /** Those of the highest score first, ids deciding between equal ones; as many as were asked for. */
  pairs: z.array(blockingPairSchema),
  sentence: z.string(),
});
export type Blocking = z.infer<typeof blockingSchema>;

export const REFERENCE_KINDS = ['greedy', 'deferred', 'random', 'earlier'] as const;

/** `mile-reference/1`: a match made by a simple rule, to hold the best one against. It keeps maxima and pins, not always minima and quotas. */
export const referenceSchema = z.strictObject({
  format: z.literal('mile-reference/1'),
  kind: z.enum(REFERENCE_KINDS),
  pairs: z.array(indexPairSchema),
  ...comparedMatchSchema.shape,
  /** Of an earlier match: pairs that are not allowed now, or for which no place is left. */
  dropped: z.array(z.strictObject({ participant: identifierSchema, mentor: identifierSchema })),
  sentence: z.string(),
});
export type Reference = z.infer<typeof referenceSchema>;

/** A reference with what it lacks beside the best match. */
export const heldReferenceSchema = z.strictObject({
  ...referenceSchema.shape,
  /** From the reference to the best match; null where none is known. */
  best: z
    .strictObject({
      ...changeSchema,
      /** Pairs that both have. */
      shared: z.int().min(0),
      /** Participants whose mentors differ. */
      moved: z.int().min(0),
    })
    .nullable(),
  /** Pairs that would both rather have each other, by the score. */
  blocking: z.int().min(0),
});
export type HeldReference = z.infer<typeof heldReferenceSchema>;
