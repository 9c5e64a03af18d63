import type { BoundLeaf } from '../contract/certificate.ts';
import { MileError } from '../contract/errors.ts';
import type { Problem } from '../contract/problem.ts';
import { maximiseByFlow } from '../engines/flow/maximise.ts';
import { canonicalProblem } from '../program/canonical.ts';
import type { CanonicalProblem } from '../program/canonical.ts';
import { isPure, withObjective } from '../program/program.ts';
import type { Choice, Program } from '../program/program.ts';
import { scoreLimitFor } from './score-limit.ts';

/**
 * Where a problem without quotas stands: its best match and whole prices that prove it, with "matched, then score" written as one worth.
 * Questions about exchanges are questions about the reduced worths at these prices.
 */
export interface Standing {
  readonly canonical: CanonicalProblem;
  /** The program with the worth as its objective. */
  readonly program: Program;
  /** What a matched pair is worth above its score: more than any exchange of pairs can gain in score. */
  readonly unit: number;
  readonly x: Choice;
  /** u_i + v_j >= worth where a pair is left out, <= where it is chosen; 0 where somebody could have more or fewer partners. */
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
}

/** A loss or gain of worth as what it means: pairs matched, and total score besides. */
export interface LevelChange {
  readonly matched: number;
  readonly score: number;
}

/**
 * The standing of a problem whose levels are `matched` and `score` or one of them. Undefined where nothing keeps its minima and pins.
 * `most` is how many pairs a match can have, here or in a problem with more places or pairs that is asked about beside it.
 * Throws INVALID_PROBLEM where there are quotas or other levels, and TOO_LARGE_TO_STAY_EXACT.
 */
export function standingOf(problem: Problem, most = mostPairs(problem)): Standing | undefined {
  const canonical = canonicalProblem(problem);
  if (!isPure(canonical.program)) refuse('quotas');
  const unit = unitOf(problem, most);
  const program = withObjective(canonical.program, worthOf(problem, canonical.program, unit));
  const { best, proof } = maximiseByFlow(program);
  if (!best) return undefined;
  const { participants, mentors } = proof as BoundLeaf;
  return {
    canonical,
    program,
    unit,
    x: best.x,
    participants: Float64Array.from(participants),
    mentors: Float64Array.from(mentors),
  };
}

/** A difference of worths in levels: whole units are pairs, the rest is score; the rest lies within half a unit of 0. */
export function levelChange(difference: number, unit: number): LevelChange {
  const matched = Math.round(difference / unit);
  return { matched: matched + 0, score: difference - matched * unit + 0 };
}

/** Twice the most that the score of a whole match can differ by, so that differences of worth fall apart into levels. */
function unitOf({ levels, pairs }: Problem, most: number): number {
  if (levels.some((level) => level !== 'matched' && level !== 'score'))
    refuse(`the levels ${levels.join(', ')}`);
  if (levels[0] !== 'matched') return refuse(`the levels ${levels.join(', ')}`);
  const unit = 2 * most * scoreLimitFor(pairs) + 1;
  if (unit * (most + 1) * 4 > Number.MAX_SAFE_INTEGER)
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `With up to ${most} pairs this question does not stay exact. Ask it of a part of the cohort.`,
      { most },
    );
  return unit;
}

function mostPairs({ participants, mentors, pairs }: Problem): number {
  const seats = (nodes: readonly { max: number }[]) => nodes.reduce((sum, { max }) => sum + max, 0);
  return Math.min(seats(participants), seats(mentors), pairs.score.length);
}

function worthOf({ levels }: Problem, { objective }: Program, unit: number): Float64Array {
  const counts = levels.includes('score') ? 1 : 0;
  return objective.map((score) => unit + counts * score);
}

function refuse(what: string): never {
  throw new MileError(
    'INVALID_PROBLEM',
    `This question cannot be asked of a problem with ${what} in this way.`,
  );
}
