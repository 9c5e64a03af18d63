import { MileError } from '../contract/errors.ts';
import { ENGINES } from '../contract/outcome.ts';
import type { Budget } from '../program/maximum.ts';
import { isPure } from '../program/program.ts';
import type { Program } from '../program/program.ts';
import { maximiseByFlow } from './flow/maximise.ts';
import type { Engines } from './load.ts';
import { quotaWorkshop } from './quotas/workshop.ts';
import { wholeProgram } from './whole-program.ts';
import type { Workshop } from './workshop.ts';

/**
 * The way of a name to a problem's best match; `auto` takes the network kernel, and with quotas the search of `quotas/`.
 * Throws ENGINE_NOT_AVAILABLE and UNKNOWN_ENGINE, never falls back.
 */
export function chooseWorkshop(engines: Engines, name: string, problem: Program, budget: Budget): Workshop {
  switch (name) {
    case 'auto':
      return isPure(problem) ? networkKernel() : quotaWorkshop(engines, problem, budget);
    case 'flow':
      return isPure(problem) ? networkKernel() : refuseQuotas(problem);
    case 'glpk':
      return wholeProgram(engines.glpk, problem, budget);
    case 'highs':
      return wholeProgram(engines.highs, problem, budget);
    default:
      throw new MileError(
        'UNKNOWN_ENGINE',
        `There is no engine "${name}". Choose one of ${ENGINES.join(', ')}.`,
        { engine: name },
      );
  }
}

function networkKernel(): Workshop {
  return { engine: 'flow', maximise: maximiseByFlow, explanation: () => 'No quotas: network kernel.' };
}

function refuseQuotas({ rows }: Program): never {
  throw new MileError(
    'ENGINE_NOT_AVAILABLE',
    `The engine "flow" solves problems without quotas; this one has ${rows.length}. Choose auto, glpk or highs.`,
    { engine: 'flow', quotas: rows.length },
  );
}
