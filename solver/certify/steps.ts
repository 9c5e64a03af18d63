import type { CertificateStep } from '../contract/certificate.ts';
import type { Level, Problem } from '../contract/problem.ts';
import { EXACT_SCORE_LIMIT } from '../contract/problem.ts';
import type { Worth } from './worth.ts';

/** What one step of a certificate has to be about, for a match whose pairs have these scores (table in contract/certificate.ts). */
export interface Claim {
  readonly level: Level;
  readonly threshold: number | undefined;
  /** What the step's `value` has to be. */
  readonly value: number;
  /** A bound at or below this proves the step. */
  readonly provenAt: number;
  readonly objective: Worth;
  /** The row that the step leaves to those after it: this worth keeps this value. */
  readonly row: Worth;
  readonly rowValue: number;
  /** The row says that the objective keeps the match's value, so the step's prices narrow what comes after. */
  readonly keepsObjective: boolean;
  /** Scores in [from, below) that no pair may have after the step, by its row. */
  readonly unused: { readonly from: number; readonly below: number };
}

/** A claim that is spelt out when its turn comes. */
export type PendingClaim = () => Claim;

/** The steps that a certificate must have for the problem's levels, in order. `scores` are those of the matched pairs, ascending. */
export function claimsOf({ levels }: Problem, scores: readonly number[]): PendingClaim[] {
  const claims: Record<Level, () => PendingClaim[]> = {
    matched: () => [() => totalClaim('matched', COUNT, scores.length)],
    score: () => [
      () =>
        totalClaim(
          'score',
          SCORE,
          scores.reduce((sum, score) => sum + score, 0),
        ),
    ],
    weakest: () => [() => weakestClaim(scores)],
    leximin: () => {
      const distinct = [...new Set(scores)];
      return distinct.map(
        (threshold, stage) => () => leximinClaim(scores, distinct[stage - 1] ?? -1, threshold),
      );
    },
  };
  return levels.flatMap((level) => claims[level]());
}

/** The scores at which a worth of the claims may jump, ascending: each matched score and the next. Totals have no jumps. */
export function edgesOf({ levels }: Problem, scores: readonly number[]): readonly number[] {
  if (!levels.includes('weakest') && !levels.includes('leximin')) return [];
  const edges = new Set<number>(scores.length === 0 ? [0, 1] : []);
  for (const score of scores) edges.add(score).add(score + 1);
  return [...edges].sort((a, b) => a - b);
}

const COUNT: Worth = { slope: 0, base: 1, jumps: [], largest: 1 };
const SCORE: Worth = { slope: 1, base: 0, jumps: [], largest: EXACT_SCORE_LIMIT };
const NONE = { from: 0, below: 0 };

function totalClaim(level: 'matched' | 'score', worth: Worth, value: number): Claim {
  return {
    level,
    threshold: undefined,
    value,
    provenAt: value,
    objective: worth,
    row: worth,
    rowValue: value,
    keepsObjective: true,
    unused: NONE,
  };
}

function weakestClaim(scores: readonly number[]): Claim {
  const weakest = scores[0] ?? 0;
  return {
    level: 'weakest',
    threshold: undefined,
    value: weakest,
    // Where nobody is matched there is no pair that could score more.
    provenAt: scores.length === 0 ? Infinity : -1,
    objective: { slope: 0, base: -1, jumps: [{ at: weakest + 1, change: 1 }], largest: 1 },
    row: { slope: 0, base: 1, jumps: [{ at: weakest, change: -1 }], largest: 1 },
    rowValue: 0,
    keepsObjective: false,
    unused: { from: 0, below: weakest },
  };
}

function leximinClaim(scores: readonly number[], before: number, threshold: number): Claim {
  const count = scores.lastIndexOf(threshold) + 1;
  const inBetween = scores.length + 1;
  const weights = (sign: number): Worth => ({
    slope: 0,
    base: sign,
    jumps: [
      { at: before + 1, change: sign * (inBetween - 1) },
      { at: threshold, change: sign * (1 - inBetween) },
      { at: threshold + 1, change: -sign },
    ],
    largest: inBetween,
  });
  return {
    level: 'leximin',
    threshold,
    value: -count,
    provenAt: -count,
    objective: weights(-1),
    row: weights(1),
    rowValue: count,
    keepsObjective: true,
    unused: { from: before + 1, below: threshold },
  };
}

/** Why a step is not about what it has to be about, or undefined. */
export function stepFlaw({ level, threshold, value }: Claim, step: CertificateStep): string | undefined {
  if (step.level !== level || step.threshold !== threshold)
    return `the certificate has a step ${told(step)} where the step ${told({ level, threshold })} belongs`;
  if (step.value !== value) return `the step ${told(step)} says ${step.value}, the match has ${value}`;
  return undefined;
}

/** A step's name for a sentence. */
export function told({ level, threshold }: { level: Level; threshold?: number | undefined }): string {
  return threshold === undefined ? `"${level}"` : `"${level}" up to ${threshold}`;
}
