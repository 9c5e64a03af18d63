import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import { indexPairSchema } from './breakpoints.ts';

const sentenceSchema = z.string();

/** A gain in levels: pairs matched, and total score besides. */
const gainSchema = { matched: z.int(), score: z.int() };

export const shortGroupSchema = z.strictObject({
  /** Ids, ascending. */
  participants: z.array(identifierSchema).min(1),
  /** Ids of everybody whom one of them may have, ascending. */
  mentors: z.array(identifierSchema),
  /** Places that the participants ask for beyond those that these mentors have for them. */
  missing: z.int().min(1),
  sentence: sentenceSchema,
});
/** A Hall violator: participants who together have too few possible places. */
export type ShortGroup = z.infer<typeof shortGroupSchema>;

export const oneMorePlaceSchema = z.strictObject({ mentor: identifierSchema, ...gainSchema });
/** What one more place at a mentor gives to the best match. */
export type OneMorePlace = z.infer<typeof oneMorePlaceSchema>;

export const quotaReliefSchema = z.strictObject({
  quota: identifierSchema,
  /** Pairs more without this quota; null where still nothing holds, or where the search ended first. */
  matched: z.int().nullable(),
});
export type QuotaRelief = z.infer<typeof quotaReliefSchema>;

/** `mile-shortage/1`: who cannot be matched, and what would help. */
export const shortageSchema = z.strictObject({
  format: z.literal('mile-shortage/1'),
  /** Places that participants ask for (their `max`) and that stay empty in a largest match, quotas apart. The groups' `missing` sum up to it. */
  unmatched: z.int().min(0),
  /** Independent of each other, each as small as possible. */
  groups: z.array(shortGroupSchema),
  /** One entry a mentor in the order of the problem; empty where minima and pins cannot hold together. Quotas apart. */
  oneMore: z.array(oneMorePlaceSchema),
  /** The fewest places more with which nobody who has enough possible mentors stays unmatched, in the order of their gain; among the fewest those with the best score. */
  places: z.array(oneMorePlaceSchema),
  /** Null where there are no quotas. */
  quotas: z
    .strictObject({
      /** As above, with the quotas; null where they cannot hold, or where the search ended first. */
      unmatched: z.int().min(0).nullable(),
      relief: z.array(quotaReliefSchema),
    })
    .nullable(),
  sentence: sentenceSchema,
});
export type Shortage = z.infer<typeof shortageSchema>;

export const addedPairSchema = z.strictObject({
  participant: identifierSchema,
  mentor: identifierSchema,
  /** Ids of the rules that forbid the pair. */
  rules: z.array(slugSchema),
});

/** The fewest forbidden pairs that would have to be allowed. */
export const addedPairsSchema = z.strictObject({
  /** Ascending by ids. */
  added: z.array(addedPairSchema),
  /** How many of them each rule forbids; most first. */
  rules: z.array(z.strictObject({ rule: slugSchema, pairs: z.int().min(1) })),
  /** The match with these pairs, and the places asked for that stay empty all the same. */
  ...gainSchema,
  unmatched: z.int().min(0),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(indexPairSchema),
  sentence: sentenceSchema,
});
export type AddedPairs = z.infer<typeof addedPairsSchema>;
