import { MileError } from '../contract/errors.ts';
import { EXACT_SCORE_LIMIT, levelsSchema } from '../contract/problem.ts';
import type { Level, Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';

/**
 * Refuses what the engines would take without a word: GLPK calls a model with a NaN optimal, and a pair that stands twice in a
 * row ends its memory. Problems made in memory have not passed the file's schema, so the numbers are looked at here; the ends of pairs
 * are left to `checkEnds`, their scores to `checkScores`.
 * Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function checkWellFormed(problem: Problem): void {
  const { participants, mentors, pairs, quotas, pinned, levels } = problem;
  checkLevels(levels);
  const count = pairs.participant.length;
  if (pairs.mentor.length !== count || pairs.score.length !== count)
    refuse(`The columns of pairs differ in length (${count}, ${pairs.mentor.length}, ${pairs.score.length})`);
  checkIndices(pinned, count, 'pinned pair');
  checkNodes(participants);
  checkNodes(mentors);
  for (const quota of quotas) checkQuota(quota, count);
}

/** Levels that were found to be in order. There are few such lists, and every problem names one. */
const goodLevels = new Set<string>();

/** Levels in an order that no file may have; none at all would call any match the best. */
function checkLevels(levels: readonly Level[]): void {
  const list = JSON.stringify(levels);
  if (goodLevels.has(list)) return;
  const complaint = levelsSchema.safeParse(levels).error?.issues[0]?.message;
  if (complaint !== undefined) refuse(`The levels are [${levels.join(', ')}]: ${complaint}`);
  goodLevels.add(list);
}

/** Refuses pairs of people that there are not. Throws INVALID_PROBLEM. */
export function checkEnds({ participants, mentors, pairs }: Problem): void {
  checkIndices(pairs.participant, participants.length, 'participant of a pair');
  checkIndices(pairs.mentor, mentors.length, 'mentor of a pair');
}

function checkNodes(nodes: readonly ProblemNode[]): void {
  for (const { id, min, max } of nodes) {
    if (!isCount(min) || !isCount(max) || min > max)
      refuse(`"${id}" has the limits ${min} and ${max}, which are no range of whole numbers`);
  }
}

/** Limits are kept in 32 bits, far above the 1,000,000 that a file may name. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}

function checkQuota(quota: ProblemQuota, count: number): void {
  if (quota.pairs.length !== quota.coefficients.length)
    refuse(
      `The quota "${quota.id}" has ${quota.pairs.length} pairs and ${quota.coefficients.length} coefficients`,
    );
  if (!Number.isSafeInteger(quota.bound)) refuse(`The quota "${quota.id}" has the bound ${quota.bound}`);
  checkIndices(quota.pairs, count, `pair of the quota "${quota.id}"`);
  checkTotal(quota.coefficients, `the coefficients of the quota "${quota.id}"`);
}

function checkIndices(indices: ArrayLike<number>, count: number, what: string): void {
  if (indices instanceof Int32Array && areWithin(indices, count)) return;
  for (let entry = 0; entry < indices.length; entry += 1) {
    const index = indices[entry] as number;
    if (!Number.isInteger(index) || index < 0 || index >= count)
      refuse(`The ${what} is ${index}, but there are ${count}, counted from 0`);
  }
}

/** The quick look at a column that can hold nothing but whole numbers: one sign tells of all. */
function areWithin(indices: Int32Array, count: number): boolean {
  const most = count - 1;
  let signs = 0;
  for (let entry = 0; entry < indices.length; entry += 1) {
    const index = indices[entry] as number;
    signs |= index | (most - index);
  }
  return signs >= 0;
}

/**
 * The limit keeps every sum of a million scores and prices far below 2^53; `range` is that of the scores where somebody has seen it, so that they need
 * not be read for this alone. Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function checkScores(score: ArrayLike<number>, range?: { least: number; most: number }): void {
  if (range && range.least >= 0 && range.most <= EXACT_SCORE_LIMIT) return;
  if (score instanceof Int32Array && areWithin(score, EXACT_SCORE_LIMIT + 1)) return;
  for (let pair = 0; pair < score.length; pair += 1) {
    const value = score[pair] as number;
    if (!Number.isSafeInteger(value) || value < 0)
      refuse(`One of the scores is ${value}, which is not a whole number from 0 on`);
    if (value > EXACT_SCORE_LIMIT)
      throw new MileError(
        'TOO_LARGE_TO_STAY_EXACT',
        `One of the scores is ${value}; ${EXACT_SCORE_LIMIT} is the most that stays exact. Divide all scores by a common factor.`,
        { score: value, limit: EXACT_SCORE_LIMIT },
      );
  }
}

/** Any choice of the values sums up to a safe integer, so that no total is ever rounded. */
function checkTotal(values: ArrayLike<number>, what: string): void {
  let total = 0;
  for (let entry = 0; entry < values.length; entry += 1) {
    const value = values[entry] as number;
    if (!Number.isSafeInteger(value)) refuse(`One of ${what} is ${value}, which is not a whole number`);
    total += Math.abs(value);
  }
  if (total > Number.MAX_SAFE_INTEGER)
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `Together ${what} reach ${total}, more than whole numbers hold exactly (2^53). Divide them by a common factor.`,
      { total },
    );
}

function refuse(complaint: string): never {
  throw new MileError('INVALID_PROBLEM', `${complaint}. Correct the problem and send it again.`);
}
