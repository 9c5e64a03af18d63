import { z } from 'zod';
import { barredSchema } from '../explore/barred.ts';
import { breakpointsSchema } from '../explore/breakpoints.ts';
import {
  blockingSchema,
  comparisonSchema,
  heldReferenceSchema,
  REFERENCE_KINDS,
} from '../explore/comparison.ts';
import { conflictSchema } from '../explore/conflict.ts';
import { fairnessSchema, frontierSchema } from '../explore/fairness.ts';
import { gridSchema } from '../explore/grid.ts';
import { forcedMatchSchema, forcingSchema } from '../explore/forcing.ts';
import { byHandSchema, learnedSchema } from '../explore/learn.ts';
import { mentorProfilesSchema } from '../explore/mentor-profiles.ts';
import { paretoSchema } from '../explore/pareto.ts';
import { personSchema } from '../explore/person.ts';
import { relaxationsSchema } from '../explore/relaxations.ts';
import { repairSchema } from '../explore/repair.ts';
import { MOST_DRAWS, MOST_SPREAD, robustnessSchema } from '../explore/robustness.ts';
import { shortageSchema } from '../explore/shortage.ts';
import { thresholdsSchema } from '../explore/thresholds.ts';
import { diverseSchema, rankingSchema, tiesSchema } from '../explore/ties.ts';
import { identifierSchema, recordKeySchema, sideSchema, slugSchema } from '../identifier.ts';
import { decisionSchema, policySchema } from '../policy/policy.ts';
import { errorReplySchema, versionSchema } from './cohorts.ts';

/** A match that the asker brings, by ids; without it the best match under the policy is meant. */
const givenMatchSchema = z.array(decisionSchema).max(10_000);
const seedSchema = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .default(1);

/** Each question to a stored cohort under a policy: what it takes besides, and what it gives. */
export const EXPLORE_QUESTIONS = {
  forcing: {
    summary: 'What it costs to have each allowed pair, and to be without it',
    parameters: z.strictObject({}),
    answer: forcingSchema,
  },
  grid: {
    summary:
      'The same for every cell of participants and mentors, with the rule that does not allow it; compact',
    parameters: z.strictObject({}),
    answer: gridSchema,
  },
  'forced-match': {
    summary: 'The best match with one pair, or without it; null where nothing keeps the demands then',
    parameters: z.strictObject({ ...decisionSchema.shape, demand: z.enum(['with', 'without']) }),
    answer: forcedMatchSchema.nullable(),
  },
  person: {
    summary: 'Whom somebody could have, who holds the place, and who would move',
    parameters: z.strictObject({
      side: sideSchema,
      person: identifierSchema,
      most: z.int().min(1).max(1_000).default(20),
    }),
    answer: personSchema,
  },
  barred: {
    summary: 'With whom somebody may not be matched, and which rules are in the way',
    parameters: z.strictObject({ side: sideSchema, person: identifierSchema }),
    answer: barredSchema,
  },
  ties: {
    summary: 'Is the best match the only one, and which pairs do all best matches share?',
    parameters: z.strictObject({}),
    answer: tiesSchema,
  },
  ranking: {
    summary: 'The best matches one after the other',
    parameters: z.strictObject({ wanted: z.int().min(1).max(100).default(10) }),
    answer: rankingSchema,
  },
  diverse: {
    summary: 'Good matches that differ, none losing more than `loss` of the score',
    parameters: z.strictObject({
      wanted: z.int().min(1).max(20).default(4),
      loss: z.int().min(0).max(1_000_000_000).default(0),
    }),
    answer: diverseSchema,
  },
  shortage: {
    summary: 'Who cannot be matched and why, and what one more place at each mentor would give',
    parameters: z.strictObject({}),
    answer: shortageSchema,
  },
  relaxations: {
    summary:
      'The smallest relaxations of rules, and the fewest single exceptions, with which more people are matched',
    parameters: z.strictObject({
      /** Rules that may be relaxed; else those that are on and are neither about conflicts of interest nor about consent. */
      rules: z.array(slugSchema).min(1).max(100).optional(),
    }),
    answer: relaxationsSchema,
  },
  'mentor-profiles': {
    summary: 'What one more mentor would give, by region, type and topics',
    parameters: z.strictObject({
      /** What each of the mentors offers; else the topics with which a mentor helps most. */
      topics: z.array(slugSchema).max(50).optional(),
      most: z.int().min(1).max(1_000).default(20),
    }),
    answer: mentorProfilesSchema,
  },
  conflict: {
    summary: 'Demands that cannot hold together, and what comes of giving up each',
    parameters: z.strictObject({}),
    answer: conflictSchema,
  },
  repair: {
    summary:
      'The best match without somebody, for every number of others who may be moved. Whom the match names and who takes no part any more is left out as well',
    parameters: z.strictObject({ gone: identifierSchema, match: givenMatchSchema.optional() }),
    answer: repairSchema,
  },
  comparison: {
    summary: 'What lies between two matches, in groups of changes that share no person',
    parameters: z.strictObject({ first: givenMatchSchema.optional(), second: givenMatchSchema }),
    answer: comparisonSchema,
  },
  blocking: {
    summary: 'Pairs that would both rather have each other',
    parameters: z.strictObject({
      match: givenMatchSchema.optional(),
      most: z.int().min(0).max(1_000).default(100),
    }),
    answer: blockingSchema,
  },
  reference: {
    summary:
      'A match made by a simple rule, to hold the best one against: greedy, deferred acceptance (stable), random, or what is left of an earlier one',
    parameters: z.strictObject({
      kind: z.enum(REFERENCE_KINDS),
      /** Of the kind `random`. */
      seed: seedSchema,
      /** Of the kind `earlier`, which needs it: last year's pairs, for instance. People who are not here are dropped. */
      match: givenMatchSchema.optional(),
    }),
    answer: heldReferenceSchema,
  },
  pareto: {
    summary:
      'The matches that nothing beats in total fit, weakest fit and people moved from a baseline at once',
    parameters: z.strictObject({
      /** Without it moves are counted from the best match. Its pairs may be of another policy. */
      baseline: givenMatchSchema.optional(),
      /** How many pairs fewer than the baseline has, or than can be, still count. */
      fewer: z.int().min(0).max(1_000).default(0),
    }),
    answer: paretoSchema,
  },
  breakpoints: {
    summary: 'Every weight of a criterion, or of each, at which the best match changes',
    parameters: z.strictObject({ criterion: slugSchema.optional() }),
    answer: breakpointsSchema,
  },
  thresholds: {
    summary: 'Every threshold of a rule at which the best match changes',
    parameters: z.strictObject({ rule: slugSchema }),
    answer: thresholdsSchema,
  },
  robustness: {
    summary: 'How the best match stands when weights are not exactly what was meant',
    parameters: z.strictObject({
      seed: seedSchema,
      draws: z.int().min(1).max(MOST_DRAWS).default(500),
      spread: z.number().min(0).max(MOST_SPREAD).default(0.3),
    }),
    answer: robustnessSchema,
  },
  learn: {
    summary: 'The nearest weights under which pairs made by hand are in a best match',
    parameters: z.strictObject({ pairs: byHandSchema }),
    answer: learnedSchema,
  },
  fairness: {
    summary: 'What a match gives to groups of people, by their answers in some fields',
    parameters: z.strictObject({
      fields: z
        .array(
          z.strictObject({
            side: sideSchema,
            field: recordKeySchema,
            /** Of a place: group by the regions of this system. */
            system: recordKeySchema.optional(),
          }),
        )
        .min(1)
        .max(50),
      match: givenMatchSchema.optional(),
      seed: seedSchema,
    }),
    answer: fairnessSchema,
  },
  frontier: {
    summary: 'What it costs in total to raise the weakest fit',
    parameters: z.strictObject({}),
    answer: frontierSchema,
  },
} as const;

export type ExploreQuestion = keyof typeof EXPLORE_QUESTIONS;
export const EXPLORE_NAMES = Object.keys(EXPLORE_QUESTIONS) as ExploreQuestion[];
/** What a question takes, validated. */
export type ExploreParameters<Question extends ExploreQuestion> = z.output<
  (typeof EXPLORE_QUESTIONS)[Question]['parameters']
>;
/** What a question gives. */
export type ExploreAnswer<Question extends ExploreQuestion> = z.output<
  (typeof EXPLORE_QUESTIONS)[Question]['answer']
>;

/** As a what-if: the cohort itself never travels. */
export const exploreHeadSchema = z.strictObject({ cohortVersion: versionSchema, policy: policySchema });

/** The body of a question. */
export function exploreRequestSchema(question: ExploreQuestion) {
  return z.strictObject({ ...exploreHeadSchema.shape, ...EXPLORE_QUESTIONS[question].parameters.shape });
}

const indicesSchema = z.array(z.int().min(0));

/** The answer of a question whose time ended before anything was settled: expected of the hard ones, and no fault of the service. */
export const timedOutSchema = z.strictObject({ timedOut: errorReplySchema.shape.error });
export type TimedOut = z.infer<typeof timedOutSchema>;

/** The reply to a question: people are told once, and everywhere else by their index in these lists. */
export function exploreReplySchema<Question extends ExploreQuestion>(question: Question) {
  return z.strictObject({
    participants: z.array(identifierSchema),
    mentors: z.array(identifierSchema),
    /** The allowed pairs, as indices, where the answer tells something of each pair in this order; else null. */
    pairs: z.strictObject({ participant: indicesSchema, mentor: indicesSchema }).nullable(),
    /** The time ended, or a search without its proof, before everything was settled. */
    partial: z.boolean(),
    /** A sentence where the match that the asker brought is not a best one; the answer is about it all the same. */
    note: z.string().nullable(),
    answer: EXPLORE_QUESTIONS[question].answer as (typeof EXPLORE_QUESTIONS)[Question]['answer'],
  });
}
