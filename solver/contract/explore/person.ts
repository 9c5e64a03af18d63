import { z } from 'zod';
import { identifierSchema, sideSchema } from '../identifier.ts';

const idsSchema = z.array(identifierSchema);

/** A participant whose mentors change when a pair is made. Ids ascending. */
export const dominoSchema = z.strictObject({
  participant: identifierSchema,
  before: idsSchema,
  after: idsSchema,
  /** What the participant's pairs score before and after. */
  scoreBefore: z.int().min(0),
  scoreAfter: z.int().min(0),
});
export type Domino = z.infer<typeof dominoSchema>;

export const possiblePartnerSchema = z.strictObject({
  partner: identifierSchema,
  score: z.int().min(0),
  fit: z.number().min(0),
  /** Among all possible partners of the person by score; 1 is best, equal scores share a rank. */
  rank: z.int().min(1),
  /** `impossible`: no match with this pair keeps the demands. `open`: not settled in the time. */
  status: z.enum(['matched', 'possible', 'impossible', 'open']),
  /** Who has the partner's places in the best match; empty where a place is free or the person has it. */
  heldBy: idsSchema,
  /** What the best match loses when the pair has to be in it, as in `mile-forcing/1`; null where impossible or open. */
  loss: z.strictObject({ matched: z.int(), score: z.int() }).nullable(),
  /**
   * What everybody else together loses by it: of what the whole match loses, and what the person gains besides. Null as `loss` is.
   */
  othersLose: z.strictObject({ matched: z.int(), score: z.int() }).nullable(),
  /** The pair's participant first, then one after the other whoever loses a place by it. */
  dominoes: z.array(dominoSchema),
  sentence: z.string(),
});
export type PossiblePartner = z.infer<typeof possiblePartnerSchema>;

/** `mile-person/1`: whom somebody could have, and what stands in the way. */
export const personSchema = z.strictObject({
  format: z.literal('mile-person/1'),
  side: sideSchema,
  id: identifierSchema,
  /** Partners in the best match, ascending; null where none is proven. */
  partners: idsSchema.nullable(),
  /** How many partners are possible by the rules. */
  allowed: z.int().min(0),
  /** The best by score first, ids deciding between equal ones; as many as were asked for. */
  possible: z.array(possiblePartnerSchema),
  partial: z.boolean(),
  sentence: z.string(),
});
export type Person = z.infer<typeof personSchema>;
