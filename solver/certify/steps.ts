import type { CertificateStep } from '../contract/certificate.ts';
import type { Level, Problem } from '../contract/problem.ts';
import { formOf } from './region.ts';
import type { Form } from './region.ts';

/** What one step of a certificate has to be about, for a match whose pairs have these scores (table in contract/certificate.ts). */
export interface Claim {
  readonly level: Level;
  readonly threshold: number | undefined;
  /** What the step's `value` has to be. */
  readonly value: number;
  /** A bound at or below this proves the step. */
  readonly provenAt: number;
  readonly objective: Form;
  /** The row that the step leaves to those after it: this form keeps this value. */
  readonly row: Form;
  readonly rowValue: number;
}

/** A claim that is spelt out when its turn comes: its forms are as long as the problem's pairs. */
export type PendingClaim = () => Claim;

/** The steps that a certificate must have for the problem's levels, in order. `scores` are those of the matched pairs, ascending. */
export function claimsOf({ levels, pairs }: Problem, scores: readonly number[]): PendingClaim[] {
  const form = (worth: (score: number) => number) => formOf(worths(pairs.score, worth));
  const claims: Record<Level, () => PendingClaim[]> = {
    matched: () => [
      () =>
        totalClaim(
          'matched',
          form(() => 1),
          scores.length,
        ),
    ],
    score: () => [
      () =>
        totalClaim(
          'score',
          formOf(pairs.score),
          scores.reduce((sum, score) => sum + score, 0),
        ),
    ],
    weakest: () => [() => weakestClaim(form, scores)],
    leximin: () => {
      const distinct = [...new Set(scores)];
      return distinct.map(
        (threshold, stage) => () => leximinClaim(form, scores, distinct[stage - 1] ?? -1, threshold),
      );
    },
  };
  return levels.flatMap((level) => claims[level]());
}

function totalClaim(level: 'matched' | 'score', form: Form, value: number): Claim {
  return { level, threshold: undefined, value, provenAt: value, objective: form, row: form, rowValue: value };
}

function worths(scores: ArrayLike<number>, worth: (score: number) => number): Int32Array {
  const values = new Int32Array(scores.length);
  for (let pair = 0; pair < values.length; pair += 1) values[pair] = worth(scores[pair] as number);
  return values;
}

type MakeForm = (worth: (score: number) => number) => Form;

function weakestClaim(form: MakeForm, scores: readonly number[]): Claim {
  const weakest = scores[0] ?? 0;
  return {
    level: 'weakest',
    threshold: undefined,
    value: weakest,
    // Where nobody is matched there is no pair that could score more.
    provenAt: scores.length === 0 ? Infinity : -1,
    objective: form((score) => (score <= weakest ? -1 : 0)),
    row: form((score) => (score < weakest ? 1 : 0)),
    rowValue: 0,
  };
}

function leximinClaim(form: MakeForm, scores: readonly number[], before: number, threshold: number): Claim {
  const count = scores.filter((score) => score <= threshold).length;
  const weight = (score: number) => {
    if (score > threshold) return 0;
    return score > before && score < threshold ? scores.length + 1 : 1;
  };
  return {
    level: 'leximin',
    threshold,
    value: -count,
    provenAt: -count,
    objective: form((score) => -weight(score)),
    row: form(weight),
    rowValue: count,
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
