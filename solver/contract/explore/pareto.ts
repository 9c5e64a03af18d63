import { z } from 'zod';
import { decisionSchema } from '../policy/policy.ts';
import { indexPairSchema } from './breakpoints.ts';
import { comparedMatchSchema } from './comparison.ts';

export const paretoPointSchema = z.strictObject({
  matched: z.int().min(0),
  score: z.int().min(0),
  /** The smallest score of a pair; null where nobody is matched. */
  weakest: z.int().min(0).nullable(),
  /** Participants whose mentors differ from the baseline's. */
  moved: z.int().min(0),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(indexPairSchema),
});
export type ParetoPoint = z.infer<typeof paretoPointSchema>;

/**
 * `mile-pareto/1`: matches that nothing beats in pairs and then total, weakest pair, and people moved from a baseline at once. The number of
 * pairs comes before the total, as everywhere: a match with fewer pairs is there where its weakest pair is better or it moves fewer.
 */
export const paretoSchema = z.strictObject({
  format: z.literal('mile-pareto/1'),
  /** What is left of the baseline under the rules of now. */
  baseline: z.strictObject({
    ...comparedMatchSchema.shape,
    /** True where none was given and the best match is meant. */
    isBest: z.boolean(),
    /** Pairs of it that are not allowed now, or whose people are not here: whoever had one is moved in every match. */
    dropped: z.array(decisionSchema),
  }),
  /** Matches with fewer pairs are not looked at. */
  fewest: z.int().min(0),
  /** Most pairs first, then by total, weakest, and fewest moved. */
  points: z.array(paretoPointSchema),
  /** True: each is exact and none is missing. False: a search ended first; the points are matches, but others may beat them or lie between. */
  isComplete: z.boolean(),
  sentence: z.string(),
});
export type Pareto = z.infer<typeof paretoSchema>;
