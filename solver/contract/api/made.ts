import { z } from 'zod';
import { identifierSchema } from '../identifier.ts';
import { decisionSchema } from '../policy/policy.ts';

/*
 * Match sets that are made otherwise than by looking for the best match. They are kept under the policy that was asked for, less what they do not keep.
 */

/** How a match set came about. `best`: the best match that was found under its policy. */
export const SET_KINDS = [
  'best',
  'greedy',
  'stable',
  'random',
  'earlier',
  'hand',
  'combination',
  'frontier',
] as const;
export const setKindSchema = z.enum(SET_KINDS);
export type SetKind = z.infer<typeof setKindSchema>;

const pairsSchema = z.array(decisionSchema).min(1).max(10_000);

export const madeSchema = z.discriminatedUnion('kind', [
  /** The best pair that is still possible first. */
  z.strictObject({ kind: z.literal('greedy') }),
  /** Deferred acceptance, the participants asking. */
  z.strictObject({ kind: z.literal('stable') }),
  /** Pairs in an order that chance draws. */
  z.strictObject({
    kind: z.literal('random'),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(1),
  }),
  /** What is still possible of a saved set, of this cohort or of another of the programme. */
  z.strictObject({ kind: z.literal('earlier'), matchSet: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) }),
  /** These pairs, as people made them. */
  z.strictObject({ kind: z.literal('hand'), pairs: pairsSchema }),
  /** Groups of changes out of saved sets. */
  z.strictObject({ kind: z.literal('combination'), pairs: pairsSchema }),
  /** One of the matches that nothing beats in every respect. */
  z.strictObject({ kind: z.literal('frontier'), pairs: pairsSchema }),
]);
export type Made = z.infer<typeof madeSchema>;

/** What a set that is made so would hold; nothing has been written. */
export const madePreviewSchema = z.strictObject({
  matched: z.int().min(0),
  unmatchedParticipants: z.int().min(0),
  meanFit: z.number(),
  /** How it was made and what was set aside, as the set would say it. */
  explanation: z.string(),
  /** What the match does not keep, in words: "the rule “Region”". */
  setAside: z.array(z.string()),
  /** Pairs that the policy does not allow, with what stands in the way. */
  blocked: z.array(z.strictObject({ ...decisionSchema.shape, sentences: z.array(z.string()) })),
  /** Pairs of an earlier set that cannot be had now, by id. */
  dropped: z.array(z.strictObject({ participant: identifierSchema, mentor: identifierSchema })),
});
export type MadePreview = z.infer<typeof madePreviewSchema>;
