import type { Proof } from '../contract/certificate.ts';
import type { Budget, Maximise } from '../program/maximum.ts';
import { pairCount, withObjective } from '../program/program.ts';
import type { Program } from '../program/program.ts';
import { maximiseByBranching } from './branching.ts';
import { firstCore } from './core.ts';
import type { LinearEngine } from './linear-engine.ts';
import { Relaxer } from './relaxation.ts';

/** What an engine does for one problem. Both throw ENGINE_FAILED. */
export interface Workshop {
  readonly maximise: Maximise;
  /** A proof that nothing satisfies the program, or undefined: something does, or the time did not suffice. */
  readonly refute: (program: Program) => Proof | undefined;
}

/** Sets an engine to a problem, whose objective is the total score. The core of pairs is shared by all steps. */
export function workshop(engine: LinearEngine, problem: Program, budget: Budget): Workshop {
  const relaxer = new Relaxer(engine, firstCore(problem), budget);
  const maximise: Maximise = (program, known) => maximiseByBranching(engine, relaxer, budget, program, known);
  return {
    maximise,
    refute(program) {
      const aimless = withObjective(program, new Float64Array(pairCount(program)));
      const { bound, proof } = maximise(aimless);
      return bound === -Infinity ? proof : undefined;
    },
  };
}
