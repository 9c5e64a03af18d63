import type { Proof } from '../contract/certificate.ts';
import type { Problem } from '../contract/problem.ts';
import type { CanonicalProblem } from '../program/canonical.ts';
import type { Climb, Hints } from '../program/climb.ts';
import type { Maximise } from '../program/maximum.ts';
import { pairCount, withObjective } from '../program/program.ts';
import type { Program } from '../program/program.ts';

/** A way to solve one problem, and how to say which way it was. Its calls throw ENGINE_FAILED. */
export interface Workshop {
  /** The engine's name for the result: "flow", "glpk", "flow+highs". */
  readonly engine: string;
  readonly maximise: Maximise;
  /** A shorter way to the best match of some problems; undefined where the problem is none of them. */
  readonly direct?: (problem: Problem, canonical: CanonicalProblem, hints: Hints) => Climb | undefined;
  /** One sentence for people, asked for when the work is done. */
  explanation(): string;
}

/** A proof that nothing satisfies the program, or undefined: something does, or the time did not suffice. */
export function refute({ maximise }: Workshop, program: Program): Proof | undefined {
  const aimless = withObjective(program, new Float64Array(pairCount(program)));
  const { bound, proof } = maximise(aimless);
  return bound === -Infinity ? proof : undefined;
}
