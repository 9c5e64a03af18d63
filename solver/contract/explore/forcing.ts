import { z } from 'zod';

/**
 * What is lost, level by level and pair by pair, in the order of the problem's pairs: matched pairs first; `score` is what the score falls by
 * then, below 0 where it rises because fewer are matched. A level that the problem does not maximise loses 0. Null where it cannot hold,
 * and where it was not answered (`open`).
 */
export const lossesSchema = z.strictObject({
  matched: z.array(z.int().nullable()),
  score: z.array(z.int().nullable()),
});
export type Losses = z.infer<typeof lossesSchema>;

/** `mile-forcing/1`: what it costs to have each allowed pair, and to be without it. */
export const forcingSchema = z.strictObject({
  format: z.literal('mile-forcing/1'),
  /** When the pair must be matched: 0 for the pairs of the best match. */
  force: lossesSchema,
  /** When the pair may not be matched: 0 for all other pairs. */
  forbid: lossesSchema,
  /**
   * Other participants whose mentors change: when the pair is forced, for a pair of the best match when it is forbidden. Without quotas the
   * fewest among the exchanges that lose least. Null where that cannot hold or was not answered.
   */
  moved: z.array(z.int().min(0).nullable()),
  /** True where the time ended first, or a search without its proof; `open` are the pairs, by index, that were not answered for that. */
  partial: z.boolean(),
  open: z.array(z.int().min(0)),
  sentence: z.string(),
});
export type Forcing = z.infer<typeof forcingSchema>;

/** The best match with a pair, or without it. */
export const forcedMatchSchema = z.strictObject({
  /** [participant index, mentor index], sorted. */
  pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  matched: z.int().min(0),
  score: z.int().min(0),
  /** As in the grid. */
  loss: z.strictObject({ matched: z.int(), score: z.int() }),
  /** Ids of the other participants whose mentors change, in the problem's order. */
  moved: z.array(z.string()),
  sentence: z.string(),
});
export type ForcedMatch = z.infer<typeof forcedMatchSchema>;
