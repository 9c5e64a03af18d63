import type { CertificateStep } from '../contract/certificate.ts';
import { valueOf } from './choice.ts';
import type { Candidate, Known, Maximise, Maximum } from './maximum.ts';
import { withObjective, withRow } from './program.ts';
import type { Choice, Program, Row } from './program.ts';

/** Where the climb over the levels stands: the program with the rows of the steps so far, and the best choice. */
export interface Ground {
  readonly program: Program;
  readonly score: Float64Array;
  readonly maximise: Maximise;
  readonly x: Choice | undefined;
  readonly steps: readonly CertificateStep[];
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

/** The ground after one more step: its choice, its claim and its row. */
export function stepUp(
  ground: Ground,
  { x }: Pick<Candidate, 'x'>,
  step: CertificateStep,
  row: Row,
): FirmGround {
  return {
    ...ground,
    x,
    steps: [...ground.steps, step],
    program: withRow(ground.program, row),
  };
}

/** Row of a step that keeps its objective at the value reached. */
export function keptAt(objective: Float64Array, value: number): Row {
  const pairs = Int32Array.from(objective.keys()).filter((pair) => objective[pair] !== 0);
  return {
    sense: '=',
    bound: value,
    pairs,
    coefficients: Float64Array.from(pairs, (pair) => objective[pair] as number),
  };
}
