import { z } from 'zod';
import { identifierSchema, slugSchema } from './identifier.ts';
import { boundSchema, explanationSentenceSchema, timingsSchema } from './outcome.ts';
import { levelSchema } from './problem.ts';

/** Fit of a pair: weighted mean of its points, 0 to 100, in hundredths of a point. Zero where all weights are 0. */
export const fitSchema = z.number().min(0).max(100);

export const matchedPairSchema = z.strictObject({
  participant: identifierSchema,
  mentor: identifierSchema,
  fit: fitSchema,
  /** The whole score the solver saw. */
  score: z.int().min(0),
  /** Points 0 to 1000, in the order of the policy's criteria. */
  points: z.array(z.int().min(0).max(1000)),
  pinned: z.boolean(),
});
export type MatchedPair = z.infer<typeof matchedPairSchema>;

export const unmatchedPersonSchema = z.strictObject({
  id: identifierSchema,
  /** How many allowed partners the person has. */
  allowed: z.int().min(0),
  /** One plain sentence: why nobody is left, and which rule stands most in the way. */
  reason: z.string().max(1000),
});
export type UnmatchedPerson = z.infer<typeof unmatchedPersonSchema>;

/** What one rule does to this cohort. Rules that are off are counted as if on, so that a switch can say what it would remove. */
export const ruleEffectSchema = z.strictObject({
  id: slugSchema,
  /** Pairs that the rule removes from all possible pairs. */
  removes: z.int().min(0),
  /** Pairs that only this rule removes, of the rules that are on. */
  removesAlone: z.int().min(0),
  /** People who have no allowed partner because of the rules that are on, and would have one without this rule. */
  leavesNobody: z.array(identifierSchema),
});
export type RuleEffect = z.infer<typeof ruleEffectSchema>;

const matchFields = {
  pairs: z.array(matchedPairSchema),
  unmatchedParticipants: z.array(unmatchedPersonSchema),
  /** Mentors with nobody; a mentor with free places but somebody is not listed. */
  unmatchedMentors: z.array(unmatchedPersonSchema),
  matched: z.int().min(0),
  score: z.int().min(0),
  /** Mean fit of the matched pairs; 0 where there are none. */
  meanFit: fitSchema,
  bound: boundSchema,
  relativeGap: z.number().min(0),
};
const always = {
  possiblePairs: z.int().min(0),
  allowedPairs: z.int().min(0),
  rules: z.array(ruleEffectSchema),
  /** All weights are 0: every allowed match is equally good. */
  allWeightsZero: z.boolean(),
  engine: z.string(),
  timings: timingsSchema.extend({ scoreMs: z.number().min(0) }),
  explanation: explanationSentenceSchema.optional(),
};

export const clashMemberSchema = z.strictObject({
  kind: z.enum(['quota', 'participant', 'mentor', 'pin']),
  id: z.string().max(1024),
  /** In words: "Ines is pinned to Marta", "Quota: at least 3 pairs across library types". */
  sentence: z.string().max(1000),
  /** For a pin: the two people. */
  participant: identifierSchema.optional(),
  mentor: identifierSchema.optional(),
});

/** A policy's outcome in the committee's terms. The status decides which fields exist. */
export const matchingSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('optimal'), ...matchFields, ...always }),
  z.strictObject({ status: z.literal('feasible'), ...matchFields, ...always }),
  z.strictObject({ status: z.literal('infeasible'), clash: z.array(clashMemberSchema), ...always }),
  z.strictObject({ status: z.literal('unknown'), reason: z.string().max(4096), ...always }),
]);
export type Matching = z.infer<typeof matchingSchema>;
export type FoundMatching = Extract<Matching, { pairs: unknown }>;

/**
 * The best match so far, while the search goes on: it keeps every demand. `relativeGap` and what the solver may still gain are those of
 * `level`, the one that is being maximised.
 */
export const matchingProgressSchema = z.strictObject({
  status: z.literal('feasible'),
  ...matchFields,
  ...always,
  level: levelSchema,
});
export type MatchingProgress = z.infer<typeof matchingProgressSchema>;

export const contributionSchema = z.strictObject({
  criterion: slugSchema,
  label: z.string(),
  points: z.int().min(0).max(1000),
  weight: z.number(),
  /** Points of fit earned and lost through this criterion: earned + lost = its share of 100. */
  earned: fitSchema,
  lost: fitSchema,
  missing: z.boolean(),
  sentence: z.string().max(1000),
});

/** Why a pair fits as it does. The contributions' `earned` sum to `fit`. */
export const explanationSchema = z.strictObject({
  participant: identifierSchema,
  mentor: identifierSchema,
  fit: fitSchema,
  allowed: z.boolean(),
  /** The rules in the way, in words; empty where the pair is allowed. */
  blockedBy: z.array(z.strictObject({ rule: slugSchema, label: z.string(), sentence: z.string().max(1000) })),
  forbidden: z.boolean(),
  contributions: z.array(contributionSchema),
  /** Rank of this mentor among the participant's allowed mentors by score (1 is best, ties share a rank); null where not allowed. */
  rankForParticipant: z.int().min(1).nullable(),
  rankForMentor: z.int().min(1).nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;
