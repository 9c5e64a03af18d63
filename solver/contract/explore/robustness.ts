import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import { fractionSchema, indexPairSchema } from './breakpoints.ts';

/** Limits of what may be asked. */
export const MOST_DRAWS = 100_000;
export const MOST_SPREAD = 0.9;

export const radiusSchema = z.strictObject({
  /**
   * The largest r such that the present match is one of the best whenever no weight is changed by more than r (and all stay within 0
   * and 10).
   */
  weight: fractionSchema,
  /** False where not every corner was looked at, for too many criteria or the end of the time: then no larger r holds, and a smaller one may not. */
  proven: z.boolean(),
  /** What stops it: a change of the weights by r after which another match is as good, and beyond which it is better. Null at r = 10. */
  limit: z
    .strictObject({
      /** The weights where that match draws level. */
      weights: z.array(z.strictObject({ criterion: slugSchema, weight: fractionSchema })),
      pairs: z.array(indexPairSchema),
      /** Ids of the participants whose mentors would change. */
      moved: z.array(identifierSchema),
    })
    .nullable(),
});

/** How well the best match stands when weights are not exactly what was meant. */
export const robustnessSchema = z.strictObject({
  format: z.literal('mile-robustness/1'),
  participants: z.array(identifierSchema),
  mentors: z.array(identifierSchema),
  seed: z.int(),
  /** Weightings that were drawn and solved: each weight times a factor from 1 - spread to 1 / (1 - spread), log-uniform. */
  draws: z.int().min(0),
  spread: z.number().min(0).max(MOST_SPREAD),
  /** The present best match. */
  pairs: z.array(indexPairSchema),
  /** In how many of the drawn weightings each of its pairs holds, in the order of `pairs`. */
  held: z.array(z.int().min(0)),
  /** In how many of them the whole match is one of the best. */
  wholeHeld: z.int().min(0),
  radius: radiusSchema,
  /** True where the time ended first: the answer is the one for so many `draws`, and the radius is not proven where it was not settled. */
  partial: z.boolean(),
  sentence: z.string(),
});
export type Robustness = z.infer<typeof robustnessSchema>;
export type Radius = z.infer<typeof radiusSchema>;
