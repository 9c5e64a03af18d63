import { z } from 'zod';
import { madeSchema, setKindSchema } from './made.ts';
import { applicationSchema, personStateSchema } from '../cohort.ts';
import { identifierSchema, sideSchema, slugSchema } from '../identifier.ts';
import { explanationSchema, matchingSchema } from '../matching.ts';
import { verificationSchema } from '../outcome.ts';
import { policySchema } from '../policy/policy.ts';

/** Opaque ids that the server gives out. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const nameSchema = z.string().trim().min(1).max(120);
/** Counts up with every change of the people. */
export const versionSchema = z.int().min(1);
const timeSchema = z.iso.datetime();

export const cohortCreateSchema = z.strictObject({ name: nameSchema, programme: slugSchema });
export const sampleCreateSchema = z.strictObject({
  preset: z.enum(['mile', 'state', 'national']).default('mile'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
});

export const cohortSummarySchema = z.strictObject({
  id: recordIdSchema,
  name: z.string(),
  programme: slugSchema,
  /** Of the programme under which the cohort was made, or to which it was moved. */
  programmeVersion: versionSchema,
  version: versionSchema,
  participants: z.int().min(0),
  mentors: z.int().min(0),
  matchSets: z.int().min(0),
  /** Pairs of the newest saved match set; null where none is saved. */
  matchedPairs: z.int().min(0).nullable(),
  /** Proposals that the committee has not decided on. */
  openProposals: z.int().min(0),
  /** The newest version that was published; null where none was. */
  publishedVersion: versionSchema.nullable(),
  /** Proposals that were adopted and whose match set was not published yet. */
  adoptedUnpublished: z.int().min(0),
  createdAt: timeSchema,
});
export type CohortSummary = z.infer<typeof cohortSummarySchema>;

export const personSchema = applicationSchema.extend({
  name: z.string(),
  state: personStateSchema,
  /** Counts up with every change of the application; a change names the one that it was made on. */
  revision: versionSchema,
});
/** An application with the display name derived from it. */
export type Person = z.infer<typeof personSchema>;
/** Somebody who does not take part in the cycle: pins and saved sets may still name them. */
export const absentPersonSchema = personSchema.extend({ side: sideSchema });
export type AbsentPerson = z.infer<typeof absentPersonSchema>;

/** Is a cohort looked at without names: by everybody, or by who asks? */
export const blindnessSchema = z.strictObject({ cohort: z.boolean(), yours: z.boolean() });
export type Blindness = z.infer<typeof blindnessSchema>;

export const cohortDetailSchema = cohortSummarySchema.extend({
  participantPeople: z.array(personSchema),
  mentorPeople: z.array(personSchema),
  /** Who waits for the next cycle or has withdrawn. */
  absentPeople: z.array(absentPersonSchema),
  /** Where one of the two holds, people are told by numbers, without names, employers and what they wrote. */
  blind: blindnessSchema,
  policy: policySchema,
  policyVersion: versionSchema,
});
export type CohortDetail = z.infer<typeof cohortDetailSchema>;

export const policySaveSchema = z.strictObject({ policy: policySchema, basedOn: versionSchema });
export const policySavedSchema = z.strictObject({ policyVersion: versionSchema });

/** A what-if: the cohort itself never travels again. */
export const matchingRequestSchema = z.strictObject({
  cohortVersion: versionSchema,
  policy: policySchema,
  /** Counted by the asker; comes back with the answer, so that an older answer can be told. */
  revision: z.int().min(0),
  /** Seconds that the answer may take; only for answers as a stream of events. */
  timeLimit: z.int().min(1).max(120).optional(),
  /** A match without proof that is remembered is not enough: it is looked for again, and the better one is the answer. */
  lookOn: z.literal(true).optional(),
});
export const matchingReplySchema = z.strictObject({
  revision: z.int().min(0),
  cohortVersion: versionSchema,
  /** SHA-256 of the canonical JSON of what was solved: cohort and policy. */
  inputHash: z.string(),
  matching: matchingSchema,
});
export type MatchingReply = z.infer<typeof matchingReplySchema>;

/** The first event of a stream: the run can be stopped by its id. */
export const runStartedSchema = z.strictObject({
  id: recordIdSchema,
  revision: z.int().min(0),
  /** Seconds that the search was given; fewer than asked for where all places for long searches are taken. */
  timeLimit: z.int().min(1),
});
export type RunStarted = z.infer<typeof runStartedSchema>;
export const runStopSchema = z.strictObject({ id: recordIdSchema });

export const explanationRequestSchema = z.strictObject({
  cohortVersion: versionSchema,
  policy: policySchema,
  participant: identifierSchema,
  mentor: identifierSchema,
});
export const explanationReplySchema = explanationSchema;

export const exportRequestSchema = z.strictObject({
  cohortVersion: versionSchema,
  policy: policySchema,
  format: z.enum(['csv', 'xlsx']),
});

export const matchSetCreateSchema = z.strictObject({
  /** Chosen by whoever may have to send it again: what was stored under it is the answer then, and nothing is stored twice. */
  id: recordIdSchema.optional(),
  name: nameSchema,
  cohortVersion: versionSchema,
  policy: policySchema,
  /** How it is made; without it the best match under the policy is saved. */
  made: madeSchema.optional(),
});
export const madeRequestSchema = z.strictObject({
  cohortVersion: versionSchema,
  policy: policySchema,
  made: madeSchema,
});
/**
 * What another engine says of the stored problem, solved anew and checked anew. `agrees`: both are proven best and have the same values
 * of all levels. `differs`: the two contradict each other, so one of them is wrong. `unsettled`: neither, within the time.
 */
export const agreementSchema = z.strictObject({
  engine: z.string(),
  version: z.string().nullable(),
  verdict: z.enum(['agrees', 'differs', 'unsettled']),
  /** Of the other engine's match; null where it found none. */
  matched: z.int().min(0).nullable(),
  score: z.int().min(0).nullable(),
  takenAt: timeSchema,
});
export type Agreement = z.infer<typeof agreementSchema>;

export const matchSetSummarySchema = z.strictObject({
  id: recordIdSchema,
  cohort: recordIdSchema,
  name: z.string(),
  createdAt: timeSchema,
  status: z.enum(['optimal', 'feasible']),
  matched: z.int().min(0),
  meanFit: z.number(),
  cohortVersion: versionSchema,
  inputHash: z.string(),
  /** Null until it is there, and always for a match that is not of the kind `best`. */
  agreement: agreementSchema.nullable(),
  kind: setKindSchema,
  /** The newest version under which it was published; null where it was not. */
  publishedVersion: versionSchema.nullable(),
});
export type MatchSetSummary = z.infer<typeof matchSetSummarySchema>;

/** A policy's outcome as it was saved; immutable. Names are a snapshot of the day. */
export const matchSetSchema = matchSetSummarySchema.extend({
  policy: policySchema,
  matching: matchingSchema,
  names: z.record(identifierSchema, z.string()),
  /** SHA-256 over input, policy, versions, result and certificate. */
  recordHash: z.string(),
  versions: z.record(z.string(), z.string()),
});
export type MatchSet = z.infer<typeof matchSetSchema>;

export const matchSetVerificationSchema = verificationSchema.extend({
  recordIntact: z.boolean(),
  /** What a second engine says of it. */
  agreement: agreementSchema.nullable(),
});

export const errorReplySchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string(),
  }),
});
export type ErrorReply = z.infer<typeof errorReplySchema>;

export const healthSchema = z.strictObject({ status: z.literal('ok'), version: z.string() });
