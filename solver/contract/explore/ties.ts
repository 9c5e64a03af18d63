import { z } from 'zod';

/** In every best match, in some, in none. */
export const tieStatusSchema = z.enum(['always', 'sometimes', 'never']);
export type TieStatus = z.infer<typeof tieStatusSchema>;

/** `mile-ties/1`: the best matches beside each other. */
export const tiesSchema = z.strictObject({
  format: z.literal('mile-ties/1'),
  /** Exactly one match is best; null where that was not settled. */
  unique: z.boolean().nullable(),
  /** How many matches are best, 0 where nothing keeps the demands; null where more than 1,000, and where the time ended first. */
  count: z.int().min(0).nullable(),
  /** So many at least; 1,001 stands for more than 1,000. */
  atLeast: z.int().min(0),
  /** In the order of the pairs of the problem; null where the time ended first. */
  pairs: z.array(tieStatusSchema.nullable()),
  /** True where the time ended, or a search without its proof, before everything was settled. */
  partial: z.boolean(),
  sentence: z.string(),
});
export type Ties = z.infer<typeof tiesSchema>;

export const rankedMatchSchema = z.strictObject({
  /** [participant index, mentor index], sorted. */
  pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  matched: z.int().min(0),
  score: z.int().min(0),
  /** What is lost against the best match: pairs matched, then score, which may rise where fewer are matched. */
  loss: z.strictObject({ matched: z.int(), score: z.int() }),
});
/** One of several good matches. */
export type RankedMatch = z.infer<typeof rankedMatchSchema>;

export const rankingSchema = z.strictObject({
  /** The best first; equally good ones in canonical order where there are no quotas. */
  matches: z.array(rankedMatchSchema),
  /** True where there are no others than these. */
  complete: z.boolean(),
  /** True where the time ended, or a search without its proof. */
  partial: z.boolean(),
  sentence: z.string(),
});
/** The k best matches. */
export type Ranking = z.infer<typeof rankingSchema>;

export const diverseMatchSchema = z.strictObject({
  ...rankedMatchSchema.shape,
  /** Pairs of this match that the nearest of the matches before it does not have; null for the first. */
  difference: z.int().min(1).nullable(),
});
export const diverseSchema = z.strictObject({
  /** The best match, then one after the other as far as possible from those before it. All lose at most what was allowed. */
  matches: z.array(diverseMatchSchema),
  /** True where the time ended before as many were looked for as were wanted. */
  partial: z.boolean(),
  sentence: z.string(),
});
/** Some good matches that differ. */
export type Diverse = z.infer<typeof diverseSchema>;
