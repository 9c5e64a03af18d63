import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import { decisionSchema } from '../policy/policy.ts';
import { indexPairSchema } from './breakpoints.ts';

/** Pairs made by hand, by ids of applications. */
export const byHandSchema = z.array(decisionSchema).min(1).max(10_000);

export const notAllowedSchema = z.strictObject({
  participant: identifierSchema,
  mentor: identifierSchema,
  /** The rules in the way; empty where the pair was forbidden by a decision. */
  blockedBy: z.array(z.strictObject({ rule: slugSchema, label: z.string(), sentence: z.string().max(1000) })),
});

/** Weights under which a match that was made by hand is the best, or as good as weights can make it. */
export const learnedSchema = z.strictObject({
  format: z.literal('mile-learned/1'),
  participants: z.array(identifierSchema),
  mentors: z.array(identifierSchema),
  /**
   * `explained`: under the weights no match is better than one with all hand-made pairs that are allowed and fit together; shown by
   * solving with the very weights. `partly`: none were found; these weights lose least.
   */
  status: z.enum(['explained', 'partly']),
  /** In the order of the policy's criteria, from 0 to 10. */
  weights: z.array(z.strictObject({ criterion: slugSchema, before: z.number(), after: z.number() })),
  /** What the weights are whole in: 0.1, as people set them, or 0.001, where tenths lose the match. */
  step: z.union([z.literal(0.1), z.literal(0.001)]),
  /** Sum of the changes of the weights. */
  distance: z.number().min(0),
  /** No weights that explain the match (filled up as here where it is a part) are nearer than this; null where none do. */
  distanceAtLeast: z.number().min(0).nullable(),
  /** Mean fit (0 to 100) that a pair of the best match has above the hand-made one, filled up, before and after. */
  lost: z.strictObject({ before: z.number().min(0), after: z.number().min(0) }),
  /** Hand-made pairs that the rules or a decision do not allow. */
  notAllowed: z.array(notAllowedSchema),
  /** Hand-made pairs that cannot stand beside the others in a match of the most pairs, whatever the weights. */
  inTheWay: z.array(indexPairSchema),
  /** The other hand-made pairs that are in no best match beside the rest of them under the weights. */
  unexplained: z.array(indexPairSchema),
  sentence: z.string(),
});
export type Learned = z.infer<typeof learnedSchema>;
