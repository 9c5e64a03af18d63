import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';

/** An exact rational in lowest terms. */
export const fractionSchema = z.strictObject({ numerator: z.int(), denominator: z.int().min(1) });

/** [participant index, mentor index] into the answer's lists of ids, sorted. */
export const indexPairSchema = z.tuple([z.int().min(0), z.int().min(0)]);

export const breakpointSchema = z.strictObject({
  /** The weight (0 to 10) at which the matches on either side are equally good. */
  weight: fractionSchema,
  /** Ids of the participants whose mentors change. */
  moved: z.array(identifierSchema),
});

export const intervalSchema = z.strictObject({
  /** Weights from 0 to 10. */
  from: fractionSchema,
  to: fractionSchema,
  /** The best match at every weight inside; at the ends it is one of the best. */
  pairs: z.array(indexPairSchema),
  /**
   * The match's total at the weight w is fixedTenths / 10 + w x points: weights x points of the other criteria, in tenths (whole where those
   * weights are, else with two decimals), and the points of this criterion.
   */
  fixedTenths: z.number(),
  points: z.int(),
});

export const criterionBreakpointsSchema = z.strictObject({
  criterion: slugSchema,
  /** The weight now. */
  weight: z.number(),
  /**
   * True: every weight at which the best match changes is there, exactly. False, with quotas and the levels `weakest` and `leximin`: the
   * best match at every tenth; intervals end at tenths, a change lies somewhere between two of them, and its weight is where the two
   * matches draw level, or the middle.
   */
  isExact: z.boolean(),
  /** Every match was shown to be the best. */
  isProven: z.boolean(),
  /** Ascending, between neighbouring intervals. */
  breakpoints: z.array(breakpointSchema),
  /** From 0 to 10, one more than there are breakpoints. */
  intervals: z.array(intervalSchema).min(1),
  /** The weights around the present one at which the present match stays one of the best. */
  steady: z.strictObject({ from: fractionSchema, to: fractionSchema }),
  sentence: z.string(),
});

/** Every weight of one criterion at a time at which the best match changes, the other weights kept. */
export const breakpointsSchema = z.strictObject({
  format: z.literal('mile-breakpoints/1'),
  participants: z.array(identifierSchema),
  mentors: z.array(identifierSchema),
  criteria: z.array(criterionBreakpointsSchema),
  /** Every pair that stands in a match of an interval, sorted, with its points (0 to 1000) in the order of the policy's criteria. */
  pairs: z.array(z.strictObject({ pair: indexPairSchema, points: z.array(z.int().min(0).max(1000)) })),
});
export type Breakpoints = z.infer<typeof breakpointsSchema>;
export type CriterionBreakpoints = z.infer<typeof criterionBreakpointsSchema>;
export type Interval = z.infer<typeof intervalSchema>;
