import { z } from 'zod';
import { infeasibleCertificateSchema, levelsCertificateSchema } from './certificate.ts';
import { identifierSchema } from './identifier.ts';

export const ENGINES = ['auto', 'flow', 'glpk', 'highs'] as const;
export const engineNameSchema = z.enum(ENGINES);
/** What a caller may ask for; `auto` lets the solver choose. */
export type EngineName = z.infer<typeof engineNameSchema>;

export const timingsSchema = z.strictObject({
  programMs: z.number().min(0),
  solveMs: z.number().min(0),
  certifyMs: z.number().min(0),
});
export type Timings = z.infer<typeof timingsSchema>;

export const conflictMemberSchema = z.strictObject({
  kind: z.enum(['quota', 'participant', 'mentor', 'pin']),
  /** A quota's, participant's or mentor's id; for a pin "participant id + mentor id" joined by a blank, an em dash and a blank. */
  id: z.string().max(1024),
});
/** One of the demands that cannot hold together: a quota, a person's minimum, or a pin. */
export type ConflictMember = z.infer<typeof conflictMemberSchema>;

/** Proven upper bounds of the levels that were asked for; of `score`, given that the levels before it keep the values reached. */
export const boundSchema = z.strictObject({
  matched: z.int().optional(),
  weakest: z.int().optional(),
  score: z.int().optional(),
});
export type Bound = z.infer<typeof boundSchema>;

/** How an answer was found, in one sentence, in plain words. Says nothing of its truth, and is not checked. */
export const explanationSentenceSchema = z.string().max(500);

const head = { format: z.literal('mile-result/1') };
const tail = {
  engine: identifierSchema,
  timings: timingsSchema,
  explanation: explanationSentenceSchema.optional(),
};
const match = {
  matched: z.int().min(0),
  score: z.int().min(0),
  /** [participant index, mentor index], sorted. */
  pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  bound: boundSchema,
  /** (bound - value) / max(1, value) of the first level that is not proven; 0 when all are. */
  relativeGap: z.number().min(0),
  certificate: levelsCertificateSchema,
};

export const optimalSchema = z.strictObject({ ...head, status: z.literal('optimal'), ...match, ...tail });
export const feasibleSchema = z.strictObject({ ...head, status: z.literal('feasible'), ...match, ...tail });
export const infeasibleSchema = z.strictObject({
  ...head,
  status: z.literal('infeasible'),
  conflict: z.array(conflictMemberSchema),
  certificate: infeasibleCertificateSchema,
  ...tail,
});
export const unknownSchema = z.strictObject({
  ...head,
  status: z.literal('unknown'),
  reason: z.string().max(4096),
  ...tail,
});

/** What a solve gives; the status decides which fields exist. The result file is this, as JSON. */
export const outcomeSchema = z.discriminatedUnion('status', [
  optimalSchema,
  feasibleSchema,
  infeasibleSchema,
  unknownSchema,
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type MatchedOutcome = Extract<Outcome, { pairs: unknown }>;

/** What the independent checker says of a claim. Null where there is no match to speak of. */
export const verificationSchema = z.strictObject({
  feasible: z.boolean(),
  matched: z.int().nullable(),
  score: z.int().nullable(),
  bound: boundSchema.nullable(),
  /** The claim "best possible" (or "cannot be done") follows from the certificate. */
  proven: z.boolean(),
  /** Null when every claim of the result holds, else the first that does not, in a sentence. */
  reason: z.string().nullable(),
});
export type Verification = z.infer<typeof verificationSchema>;
