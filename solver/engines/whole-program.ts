import type { Budget } from '../program/maximum.ts';
import type { Program } from '../program/program.ts';
import { maximiseByBranching } from './branching.ts';
import { firstCore } from './core.ts';
import type { LinearEngine } from './linear-engine.ts';
import { Relaxer } from './relaxation.ts';
import type { Workshop } from './workshop.ts';

/**
 * A general engine on the whole program, the reference for the faster ways. The problem's objective is the total score; the core of
 * pairs is shared by all steps.
 */
export function wholeProgram(engine: LinearEngine, problem: Program, budget: Budget): Workshop {
  const relaxer = new Relaxer(engine, firstCore(problem), budget);
  return {
    engine: engine.name,
    maximise: (program, known) => maximiseByBranching(engine, relaxer, budget, program, known),
    explanation: () => `The whole program by ${engine.name} ${engine.version}.`,
  };
}
