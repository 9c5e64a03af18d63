import type { CertificateStep } from '../contract/certificate.ts';
import type { Level } from '../contract/problem.ts';
import { valueOf } from './choice.ts';
import { gathered } from './columns.ts';
import { compacted, proofOverAllPairs } from './compaction.ts';
import type { OnPairs } from './compaction.ts';
import type { EarlierPrices, Known, Maximise, Maximum } from './maximum.ts';
import { narrowed } from './narrowing.ts';
import type { Proven } from './narrowing.ts';
import { EMPTY_ROW, withObjective, withRow } from './program.ts';
import type { Choice, Program, Row } from './program.ts';

/** The best choice so far over all pairs of the problem, with its value in the level that is being maximised and a bound of it. */
export interface ClimbProgress {
  readonly level: Level;
  readonly x: Choice;
  readonly value: number;
  readonly bound: number;
}

export type OnProgress = (progress: ClimbProgress) => void;

/** Where the climb over the levels stands: the program that the steps so far leave, and the best choice. */
export interface Ground extends OnPairs {
  readonly maximise: Maximise;
  readonly steps: readonly CertificateStep[];
  /** Pairs of the problem. */
  readonly allPairs: number;
  readonly onProgress: OnProgress | undefined;
  /** Prices of the level "score" from an earlier answer. */
  readonly earlier: EarlierPrices | undefined;
  /** Some step is not proven: its claim is about this choice, so later steps may not exchange it. */
  readonly frozen: boolean;
}

/** A ground whose first choice has been found. */
export interface FirmGround extends Ground {
  readonly x: Choice;
}

export function knownOf(objective: Float64Array, x: Choice | undefined): Known | undefined {
  return x && { x, value: valueOf(objective, x) };
}

export function maximiseOn({ program, maximise }: Ground, objective: Float64Array, known?: Known): Maximum {
  return maximise(withObjective(program, objective), known);
}

/** What a step did. */
export interface StepTaken {
  readonly x: Choice;
  readonly step: CertificateStep;
  readonly proven: Proven;
  readonly objective: Float64Array;
  /** The row that it leaves to the steps after it: this form keeps this value. */
  readonly kept: { readonly form: Float64Array; readonly value: number };
}

/**
 * The ground after a step. What the proof settles is narrowed out of the program;
 * where that leaves only choices of that value, the row demands nothing more.
 */
export function stepUp(ground: Ground, { x, step, proven, objective, kept }: StepTaken): FirmGround {
  const { program, isExact } = narrowed(withObjective(ground.program, objective), step.value, proven);
  const row = isExact ? EMPTY_ROW : keptAt(kept.form, kept.value);
  return standOn(ground, x, step, withRow(program, row));
}

/** The ground of a step, on a program that holds its row already. */
export function standOn(ground: Ground, x: Choice, step: CertificateStep, program: Program): FirmGround {
  const proof = proofOverAllPairs(step.proof, ground.pairs);
  const next = compacted({ ...ground, x, program, steps: [...ground.steps, { ...step, proof }] });
  return { ...next, x: next.x ?? x };
}

function keptAt(form: Float64Array, value: number): Row {
  const pairs = new Int32Array(form.length);
  let count = 0;
  for (let pair = 0; pair < form.length; pair += 1) {
    if (form[pair] === 0) continue;
    pairs[count] = pair;
    count += 1;
  }
  const own = pairs.slice(0, count);
  return {
    lower: value,
    upper: value,
    pairs: own,
    coefficients: gathered(new Float64Array(count), form, own),
  };
}
