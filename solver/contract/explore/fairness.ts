import { z } from 'zod';
import { recordKeySchema, sideSchema } from '../identifier.ts';

/** Groups by an answer given in confidence are told from this size on. */
export const FEWEST_IN_CONFIDENCE = 5;

const valueSchema = z.number().min(0);

/**
 * Is a gap more than chance? The group's label is dealt out anew among the same people: `p` is the share of all ways of dealing whose gap is at
 * least as large, in either direction.
 */
export const gapSchema = z.strictObject({
  /** Mean of the group less the mean of everybody else. */
  gap: z.number(),
  p: z.number().min(0).max(1),
  /** Holm's correction over all distinct tests of the answer. */
  adjusted: z.number().min(0).max(1),
  /** `exact`: every way of dealing is counted. `sampled`: (hits + 1) / (samples + 1) over drawn ways. */
  method: z.enum(['exact', 'sampled']),
  /** 0 where the test is exact. */
  samples: z.int().min(0),
  /** The smallest step in which p can move: 1 / ways, or 1 / (samples + 1). */
  resolution: z.number().positive().max(1),
});
export type Gap = z.infer<typeof gapSchema>;

export const fairnessGroupSchema = z.strictObject({
  /** Null: people without an answer. */
  label: z.string().nullable(),
  people: z.int().min(1),
  /** Null where it would say too much of too few people (`isConfidential`). */
  matched: z.int().min(0).nullable(),
  /** Of the fits of those who are matched; somebody with several partners counts with the mean of them. Null where nobody is. */
  mean: valueSchema.nullable(),
  median: valueSchema.nullable(),
  weakest: valueSchema.nullable(),
  /** Of the shares who are matched, 0 to 1. Null where there is nobody else. */
  matchedGap: gapSchema.nullable(),
  /** Of the fits of those who are matched. Null where none of the group or nobody else is. */
  fitGap: gapSchema.nullable(),
});
export type FairnessGroup = z.infer<typeof fairnessGroupSchema>;

/** `mile-fairness/1`: what a match gives to groups of people. */
export const fairnessSchema = z.strictObject({
  format: z.literal('mile-fairness/1'),
  groupings: z.array(
    z.strictObject({
      id: recordKeySchema,
      side: sideSchema,
      /**
       * True where the answers were given in confidence. Then groups of fewer than FEWEST_IN_CONFIDENCE are told together (label null), fits are
       * rounded to whole points, and what a single person has (weakest, median) is not told.
       */
      isConfidential: z.boolean(),
      /** By label; those without an answer last. */
      groups: z.array(fairnessGroupSchema),
      sentence: z.string(),
    }),
  ),
  /** Distinct tests that Holm's correction is over. */
  tests: z.int().min(0),
  sentence: z.string(),
});
export type Fairness = z.infer<typeof fairnessSchema>;

export const frontierPointSchema = z.strictObject({
  /** The smallest score of a pair; null where nobody can be matched. */
  weakest: z.int().min(0).nullable(),
  /** The best total with it. */
  score: z.int().min(0),
  /** What the total is below that of the first point. */
  lost: z.int().min(0),
  /** Participants whose mentors differ from the first point's. */
  moved: z.int().min(0),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
});
export type FrontierPoint = z.infer<typeof frontierPointSchema>;

/** `mile-frontier/1`: what it costs in total to raise the weakest fit, with as many matched as can be. */
export const frontierSchema = z.strictObject({
  format: z.literal('mile-frontier/1'),
  /** Pairs in every point; 0 and no points where nothing keeps the demands. */
  matched: z.int().min(0),
  /** Weakest ascending, total descending: no point is better than another in both, and none is missing. */
  points: z.array(frontierPointSchema),
  /** True where a search ended before its proof: points after the last one are missing. */
  partial: z.boolean(),
  sentence: z.string(),
});
export type Frontier = z.infer<typeof frontierSchema>;
