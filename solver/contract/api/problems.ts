import { z } from 'zod';
import { engineNameSchema, outcomeSchema, verificationSchema } from '../outcome.ts';
import { levelSchema } from '../problem.ts';
import { recordIdSchema } from './cohorts.ts';
import { longJobErrorSchema, longJobStatusSchema } from './long-jobs.ts';

export const PROBLEM_LIMITS = {
  name: 120,
  seconds: 3_600,
  /** Bytes of one part of a file, and how many parts there may be: 4 GiB. */
  partBytes: 1024 * 1024,
  parts: 4_096,
} as const;

/** A problem file that arrives in parts and is solved by whatever worker process has a place. */
export const newProblemSchema = z.strictObject({
  name: z.string().trim().min(1).max(PROBLEM_LIMITS.name),
  engine: engineNameSchema.default('auto'),
  /** That the search may take; reading and certifying come on top. */
  seconds: z.int().min(1).max(PROBLEM_LIMITS.seconds).default(600),
});
export type NewProblem = z.infer<typeof newProblemSchema>;

/** All parts have arrived: so many there have to be. */
export const problemPartsSchema = z.strictObject({ parts: z.int().min(1).max(PROBLEM_LIMITS.parts) });

const millisecondsSchema = z.number().min(0);

/** The best match so far: it keeps every demand, and nothing is certified yet. */
export const problemProgressSchema = z.strictObject({
  matched: z.int().min(0),
  score: z.int().min(0),
  /** The level that is being maximised, and (bound - value) / max(1, value) of it. */
  level: levelSchema,
  relativeGap: z.number().min(0),
});
export type ProblemProgress = z.infer<typeof problemProgressSchema>;

/** What came of a problem, beside its result file. */
export const problemAnswerSchema = z.strictObject({
  status: z.enum(outcomeSchema.options.map((option) => option.shape.status.value)),
  participants: z.int().min(0),
  mentors: z.int().min(0),
  pairs: z.int().min(0),
  quotas: z.int().min(0),
  matched: z.int().nullable(),
  score: z.int().nullable(),
  relativeGap: z.number().nullable(),
  engineUsed: z.string(),
  explanation: z.string(),
  /** What the checker, which shares no code with the solver, says of the result. */
  verification: verificationSchema,
  milliseconds: z.strictObject({
    read: millisecondsSchema,
    program: millisecondsSchema,
    solve: millisecondsSchema,
    certify: millisecondsSchema,
  }),
});
export type ProblemAnswer = z.infer<typeof problemAnswerSchema>;

export const storedProblemSchema = z.strictObject({
  id: recordIdSchema,
  createdAt: z.iso.datetime(),
  ...newProblemSchema.shape,
  /** `arriving`: not all of the file is there, and nothing is solved. */
  status: z.enum(['arriving', ...longJobStatusSchema.options]),
  /** Of the file, as far as it has arrived. */
  bytes: z.int().min(0),
  /** Null where nothing was found yet, and once it has ended. */
  progress: problemProgressSchema.nullable(),
  /** Null until it is solved. */
  answer: problemAnswerSchema.nullable(),
  error: longJobErrorSchema.nullable(),
});
export type StoredProblem = z.infer<typeof storedProblemSchema>;
