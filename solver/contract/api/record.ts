import { z } from 'zod';
import { recordIdSchema } from './cohorts.ts';

/*
 * The record: who did what, when and why, in a chain in which every entry holds the hash of the one before it. What is hashed holds no
 * personal data beyond ids; names and reasons enter by a salted hash, so that they can be erased without the chain losing its proof.
 */

/** What can be done, and how the record says it: "Ana <words>". A new kind is a line here. */
export const RECORD_KINDS = {
  'cohort.created': 'started the cohort',
  'people.imported': 'imported applications',
  'people.changed': 'changed applications',
  'people.taken-over': 'took over a waiting list',
  'person.erased': 'erased a person',
  'retention.run': 'erased all personal data, whose time is over',
  'blind-review.switched': 'began or ended a blind review',
  'programme.added': 'added a programme',
  'programme.saved': 'changed the programme',
  'intake.saved': 'said when applications are taken',
  'application.sent': 'applied by the form',
  'application.corrected': 'corrected their application',
  'application.withdrawn': 'withdrew their application',
  'application.decided': 'decided about a second application',
  'policy.saved': 'put a policy in force',
  'match-set.saved': 'saved a match set',
  'member.joined': 'joined the committee',
  'proposal.made': 'put a match set to the committee',
  'proposal.answered': 'answered a proposal',
  'proposal.revealed': 'revealed the answers',
  'proposal.decided': 'recorded a decision',
  'publication.made': 'published a version',
  'announcement.saved': 'saved letters or dates',
  'year.event': 'wrote something down about a pair',
  'year.link-given': 'gave out links to the check-in page',
  'year.link-ended': 'ended a link to the check-in page',
  'year.reminded': 'reminded people of what is due',
  'year.checked-in': 'sent a check-in',
  'year.surveyed': 'answered the closing survey',
  'announcement.sent': 'sent letters by mail',
  'comment.written': 'wrote a comment',
  'comment.removed': 'removed a comment',
  'export.made': 'took a copy of everything',
  'store.moved': 'brought everything here from another database',
  'account.made': 'made an account',
  'account.invited': 'invited somebody',
  'account.changed': 'changed an account',
  'account.signed-out': 'signed an account out everywhere',
  'password.link-given': 'gave out a link for a new password',
  'password.changed': 'chose a new password',
} as const;
export type RecordKind = keyof typeof RECORD_KINDS;

/** Who: an account; a browser where nobody signs in; a terminal on the machine; the service by itself; an applicant by their link; somebody of the committee who is not named. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), id: recordIdSchema }),
  z.strictObject({ kind: z.enum(['browser', 'terminal', 'service', 'applicant', 'committee']) }),
]);
export type RecordActor = z.infer<typeof actorSchema>;

const factSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** Ids, counts, versions and hashes; never a name, an address or a sentence. */
export const factsSchema = z.record(z.string(), factSchema);
export type RecordFacts = z.infer<typeof factsSchema>;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What is hashed, as canonical JSON (RFC 8785). */
export const recordEntrySchema = z.strictObject({
  /** Counts from 1. */
  number: z.int().min(1),
  /** Hash of the entry before; 64 zeros for the first. */
  previous: hashSchema,
  at: z.iso.datetime(),
  by: actorSchema,
  cohort: recordIdSchema.nullable(),
  kind: z.string(),
  facts: factsSchema,
  /** Hash of salt, name and reason; null where neither was given. */
  texts: hashSchema.nullable(),
});
export type RecordEntry = z.infer<typeof recordEntrySchema>;

/** An entry as it is told. */
export const toldEntrySchema = recordEntrySchema.omit({ previous: true, texts: true, by: true }).extend({
  hash: hashSchema,
  /** Who it was: kind of actor and, where there is one, the name. */
  by: z.strictObject({ kind: z.string(), name: z.string().nullable() }),
  /** What was done, as words after the name. */
  words: z.string(),
  reason: z.string().nullable(),
  /** Name and reason were erased; the chain still holds. */
  erased: z.boolean(),
});
export type ToldEntry = z.infer<typeof toldEntrySchema>;

/** What the record stands at: printed in files, so that a later record can be held against it. */
export const recordHeadSchema = z.strictObject({ number: z.int().min(0), hash: hashSchema });
export type RecordHead = z.infer<typeof recordHeadSchema>;

export const RECORD_PAGE = 200;
export const recordQuerySchema = z.strictObject({
  /** Entries before this number; without it the newest. */
  before: z.coerce.number().int().min(1).optional(),
  /** The part of a kind before its dot: "proposal". */
  about: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
});
export const recordPageSchema = z.strictObject({
  head: recordHeadSchema,
  /** Newest first, at most RECORD_PAGE. */
  entries: z.array(toldEntrySchema),
  /** Older entries are left. */
  more: z.boolean(),
});
export type RecordPage = z.infer<typeof recordPageSchema>;

export const recordCheckQuerySchema = z.strictObject({
  /** A head that was printed earlier, as `number:hash`. */
  printed: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/)
    .optional(),
});
export const recordCheckSchema = z.strictObject({
  intact: z.boolean(),
  entries: z.int().min(0),
  head: recordHeadSchema,
  /** At most 20, in the order of the chain. */
  breaks: z.array(z.strictObject({ number: z.int().min(0), what: z.string() })),
  /** Does the printed head stand in this chain? Null where none was given. */
  printedHolds: z.boolean().nullable(),
});
export type RecordCheck = z.infer<typeof recordCheckSchema>;
