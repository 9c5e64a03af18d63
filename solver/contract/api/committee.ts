import { z } from 'zod';
import { decisionSchema } from '../policy/policy.ts';

/*
 * What a committee does with match sets: it proposes, answers blindly, reveals, decides, publishes. Until a proposal is revealed nobody is told of
 * another's answer: not what it says, and not who has answered; `answered` is a number.
 */

const idSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const timeSchema = z.iso.datetime();
const whySchema = z.string().trim().max(2_000);

export const memberJoinSchema = z.strictObject({ name: z.string().trim().min(1).max(80) });
export const memberSchema = z.strictObject({ id: idSchema, name: z.string() });
export type Member = z.infer<typeof memberSchema>;

export const STANDS = ['consent', 'objection'] as const;
const answerFields = {
  stand: z.enum(STANDS),
  reason: whySchema,
  /** The pair that an objection is about, where it is about one. */
  pair: decisionSchema.nullable(),
};
/** What a member answers to a proposal; until the reveal they may answer anew. */
export const answerCastSchema = z
  .strictObject({
    ...answerFields,
    reason: whySchema.default(''),
    pair: decisionSchema.nullable().default(null),
  })
  .refine(({ stand, reason }) => stand === 'consent' || reason !== '', {
    path: ['reason'],
    message: 'an objection needs a reason',
  });
export const ownAnswerSchema = z.strictObject(answerFields);
export type OwnAnswer = z.infer<typeof ownAnswerSchema>;
export const revealedAnswerSchema = ownAnswerSchema.extend({ member: memberSchema });
export type RevealedAnswer = z.infer<typeof revealedAnswerSchema>;

export const OUTCOMES = ['adopted', 'withdrawn'] as const;
export const decideSchema = z.strictObject({ outcome: z.enum(OUTCOMES), why: whySchema.min(1) });
export const decisionRecordSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  why: z.string(),
  decidedBy: z.string(),
  decidedAt: timeSchema,
});

export const proposalCreateSchema = z.strictObject({ matchSet: idSchema, why: whySchema.default('') });
export const proposalSchema = z.strictObject({
  id: idSchema,
  matchSet: idSchema,
  matchSetName: z.string(),
  why: z.string(),
  proposedBy: z.string(),
  proposedAt: timeSchema,
  state: z.enum(['open', 'revealed', 'decided']),
  /** How many have answered. */
  answered: z.int().min(0),
  /** The asker's own answer; null where there is none yet. */
  yours: ownAnswerSchema.nullable(),
  /** Everybody's, by name of the member; null until the reveal. */
  answers: z.array(revealedAnswerSchema).nullable(),
  revealedBy: z.string().nullable(),
  revealedAt: timeSchema.nullable(),
  decision: decisionRecordSchema.nullable(),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const publishSchema = z.strictObject({
  matchSet: idSchema,
  why: whySchema.min(1),
  /** The newest version that the asker knows, 0 where there is none. */
  basedOn: z.int().min(0),
});
/** A published version never changes; an edit is the next version. */
export const publicationSchema = z.strictObject({
  version: z.int().min(1),
  matchSet: idSchema,
  matchSetName: z.string(),
  why: z.string(),
  publishedBy: z.string(),
  publishedAt: timeSchema,
  /** The adopted proposal that it rests on; null where it was published without one. */
  proposal: idSchema.nullable(),
});
export type Publication = z.infer<typeof publicationSchema>;

export const committeeSchema = z.strictObject({
  /** Who asks; null for somebody who has not joined. */
  you: memberSchema.nullable(),
  /** By name. */
  members: z.array(memberSchema),
  /** Newest first. */
  proposals: z.array(proposalSchema),
  /** Newest first. */
  publications: z.array(publicationSchema),
  /** Reasons, and who answered what, are for members: an observer is told neither. */
  reasonsTold: z.boolean(),
});
export type Committee = z.infer<typeof committeeSchema>;
