import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import { indexPairSchema } from './breakpoints.ts';

export const thresholdRangeSchema = z.strictObject({
  /** The result is the same for every threshold from `strictest` on, it included, up to `loosest`, which is not. Null: no end. */
  strictest: z.number().nullable(),
  loosest: z.number().nullable(),
  /** `unsettled`: the best match found, or none, without a proof. */
  status: z.enum(['matched', 'impossible', 'unsettled']),
  matched: z.int().nullable(),
  score: z.int().nullable(),
  pairs: z.array(indexPairSchema),
  /** Ids of the participants whose mentors differ from those of the range before, which is less strict; empty in the first. */
  moved: z.array(identifierSchema),
});

/** Every threshold of one rule at which the best match changes, the rest of the policy kept. */
export const thresholdsSchema = z.strictObject({
  format: z.literal('mile-thresholds/1'),
  participants: z.array(identifierSchema),
  mentors: z.array(identifierSchema),
  rule: slugSchema,
  /** The threshold now. */
  threshold: z.number(),
  /** Larger thresholds allow more pairs (`most`, as with distances) or fewer (`least`, as with years). */
  sense: z.enum(['most', 'least']),
  /** From the loosest thresholds to the strictest. */
  ranges: z.array(thresholdRangeSchema).min(1),
  sentence: z.string(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;
