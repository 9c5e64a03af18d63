import { z } from 'zod';
import { identifierSchema } from './identifier.ts';

/** Scores of pairs in a file are whole numbers in [0, SCORE_LIMIT]. */
export const SCORE_LIMIT = 1_000_000;
/**
 * Scores of pairs inside the program: 50 criteria at a weight of 10 in thousandths give 500 million. They stay within 32 bits, and a million
 * of them sum up to less than 2^53.
 */
export const EXACT_SCORE_LIMIT = 1_000_000_000;
/** Quota coefficients and bounds are whole numbers within +-QUOTA_LIMIT. */
export const QUOTA_LIMIT = 1_000_000;
/** Participant and mentor limits are whole numbers in [0, LIMIT_LIMIT]. */
export const LIMIT_LIMIT = 1_000_000;

export const LEVELS = ['matched', 'weakest', 'leximin', 'score'] as const;
export const levelSchema = z.enum(LEVELS);
/** What is maximised, one level after the other. */
export type Level = z.infer<typeof levelSchema>;
export const DEFAULT_LEVELS: readonly Level[] = ['matched', 'score'];

export const levelsSchema = z
  .array(levelSchema)
  .min(1)
  .max(LEVELS.length)
  .refine((levels) => new Set(levels).size === levels.length, 'a level may be named once')
  .refine(
    (levels) =>
      levels.every(
        (level, index) => !comparesEqualSizes(level) || levels.slice(0, index).includes('matched'),
      ),
    'weakest and leximin compare matches of one size: name matched before them',
  );

function comparesEqualSizes(level: Level): boolean {
  return level === 'weakest' || level === 'leximin';
}

const limitSchema = z.int().min(0).max(LIMIT_LIMIT);

export const nodeSchema = z
  .strictObject({ id: identifierSchema, min: limitSchema.default(0), max: limitSchema.default(1) })
  .refine((node) => node.min <= node.max, 'min may not exceed max');
/** A participant or a mentor: between `min` (truly hard) and `max` partners. */
export type ProblemNode = z.infer<typeof nodeSchema>;

export const quotaSenseSchema = z.enum(['<=', '>=', '=']);

export const problemQuotaSchema = z
  .strictObject({
    id: identifierSchema,
    sense: quotaSenseSchema,
    bound: z.int().min(-QUOTA_LIMIT).max(QUOTA_LIMIT),
    pairs: z.array(z.int().min(0)),
    coefficients: z.array(z.int().min(-QUOTA_LIMIT).max(QUOTA_LIMIT)),
  })
  .refine(
    (quota) => quota.pairs.length === quota.coefficients.length,
    'pairs and coefficients differ in length',
  )
  .refine((quota) => new Set(quota.pairs).size === quota.pairs.length, 'a pair is named twice');
/** sum of coefficient x chosen over `pairs` (indices into the pair columns) `sense` bound. */
export type ProblemQuota = z.infer<typeof problemQuotaSchema>;

const pairColumnsSchema = z
  .strictObject({
    participant: z.array(z.int().min(0)),
    mentor: z.array(z.int().min(0)),
    score: z.array(z.int().min(0).max(SCORE_LIMIT)),
  })
  .refine(
    (pairs) => pairs.participant.length === pairs.mentor.length && pairs.mentor.length === pairs.score.length,
    'participant, mentor and score differ in length',
  );

/** The shape alone; `problemSchema` also checks that indices point at something and nothing is listed twice. */
const problemShape = z.strictObject({
  format: z.literal('mile-problem/1'),
  participants: z.array(nodeSchema),
  mentors: z.array(nodeSchema),
  pairs: pairColumnsSchema,
  quotas: z.array(problemQuotaSchema).default([]),
  pinned: z.array(z.int().min(0)).default([]),
  levels: levelsSchema.default([...DEFAULT_LEVELS]),
});

/** A problem file whose columns of pairs were taken out, because they are too long to be held against a schema; references into them are left open. */
export const problemFrameSchema = problemShape;

/** The first problem file format: `mile-problem/1`. */
export const problemSchema = problemShape.superRefine((problem, context) => {
  const complaint = firstComplaint(problem);
  if (complaint) context.addIssue({ code: 'custom', path: complaint.path, message: complaint.message });
});

/** A problem as it stands in a file. */
export type ProblemFile = z.infer<typeof problemSchema>;

/** Columns of equal length, one entry a pair: node indices and whole scores. Plain or typed arrays. */
export interface PairColumns {
  readonly participant: ArrayLike<number>;
  readonly mentor: ArrayLike<number>;
  readonly score: ArrayLike<number>;
}

/** A problem inside the program: the file's meaning, with columns that may be typed arrays. */
export interface Problem {
  readonly format: 'mile-problem/1';
  readonly participants: readonly ProblemNode[];
  readonly mentors: readonly ProblemNode[];
  readonly pairs: PairColumns;
  readonly quotas: readonly ProblemQuota[];
  readonly pinned: readonly number[];
  readonly levels: readonly Level[];
}

interface Complaint {
  path: (string | number)[];
  message: string;
}

function firstComplaint(problem: z.infer<typeof problemShape>): Complaint | undefined {
  return (
    duplicateId(problem.participants, 'participants') ??
    duplicateId(problem.mentors, 'mentors') ??
    duplicateId(problem.quotas, 'quotas') ??
    badPair(problem) ??
    badReference(problem) ??
    negativeZero(problem)
  );
}

function duplicateId(things: readonly { id: string }[], name: string): Complaint | undefined {
  const seen = new Set<string>();
  for (const [index, thing] of things.entries()) {
    if (seen.has(thing.id)) return { path: [name, index, 'id'], message: `"${thing.id}" is used twice` };
    seen.add(thing.id);
  }
  return undefined;
}

function badPair({ participants, mentors, pairs }: z.infer<typeof problemShape>): Complaint | undefined {
  const seen = new Set<number>();
  for (let pair = 0; pair < pairs.participant.length; pair += 1) {
    const participant = pairs.participant[pair] as number;
    const mentor = pairs.mentor[pair] as number;
    if (participant >= participants.length)
      return outOfRange(['pairs', 'participant', pair], participant, participants.length);
    if (mentor >= mentors.length) return outOfRange(['pairs', 'mentor', pair], mentor, mentors.length);
    const key = participant * mentors.length + mentor;
    if (seen.has(key))
      return { path: ['pairs', pair], message: `the pair ${participant}, ${mentor} is listed twice` };
    seen.add(key);
  }
  return undefined;
}

function badReference({ pairs, quotas, pinned }: z.infer<typeof problemShape>): Complaint | undefined {
  const count = pairs.participant.length;
  for (const [index, quota] of quotas.entries()) {
    const wrong = quota.pairs.findIndex((pair) => pair >= count);
    if (wrong >= 0) return outOfRange(['quotas', index, 'pairs', wrong], quota.pairs[wrong] as number, count);
  }
  const wrong = pinned.findIndex((pair) => pair >= count);
  if (wrong >= 0) return outOfRange(['pinned', wrong], pinned[wrong] as number, count);
  if (new Set(pinned).size !== pinned.length) return { path: ['pinned'], message: 'a pair is pinned twice' };
  return undefined;
}

/** -0 is a slip of whoever wrote the file: it passes for a whole number, and nobody means it. */
function negativeZero(problem: z.infer<typeof problemShape>): Complaint | undefined {
  const { participants, mentors, pairs, quotas, pinned } = problem;
  const limits = (nodes: readonly ProblemNode[]) => nodes.flatMap(({ min, max }) => [min, max]);
  const columns: Record<string, readonly number[]> = {
    participants: limits(participants),
    mentors: limits(mentors),
    'pairs.participant': pairs.participant,
    'pairs.mentor': pairs.mentor,
    'pairs.score': pairs.score,
    quotas: quotas.flatMap(({ bound, pairs: members, coefficients }) => [bound, ...members, ...coefficients]),
    pinned,
  };
  for (const [name, numbers] of Object.entries(columns)) {
    if (numbers.some((number) => Object.is(number, -0)))
      return { path: name.split('.'), message: '-0 is not taken: write 0' };
  }
  return undefined;
}

function outOfRange(path: (string | number)[], value: number, count: number): Complaint {
  return { path, message: `${value} is out of range: there are ${count}, counted from 0` };
}
