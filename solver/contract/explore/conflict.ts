import { z } from 'zod';
import { conflictMemberSchema } from '../outcome.ts';

const match = { matched: z.int().min(0), score: z.int().min(0) };

/** What comes of the whole problem once one demand is given up. */
export const withoutDemandSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('optimal'), ...match }),
  z.strictObject({ status: z.literal('feasible'), ...match }),
  /** Another conflict stands besides. */
  z.strictObject({ status: z.literal('infeasible'), conflict: z.array(conflictMemberSchema) }),
  z.strictObject({ status: z.literal('unknown') }),
]);
export type WithoutDemand = z.infer<typeof withoutDemandSchema>;

export const conflictEntrySchema = conflictMemberSchema.extend({ without: withoutDemandSchema }).strict();
export type ConflictEntry = z.infer<typeof conflictEntrySchema>;

/** `mile-conflict/1`: demands that cannot hold together. */
export const conflictSchema = z.strictObject({
  format: z.literal('mile-conflict/1'),
  /** Empty where everything can hold together, or where that was not settled. */
  members: z.array(conflictEntrySchema),
  /** Each member was shown to be needed for the conflict; always so unless a search ended early. */
  irreducible: z.boolean(),
  sentence: z.string(),
});
export type ConflictAnswer = z.infer<typeof conflictSchema>;
