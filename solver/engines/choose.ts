import { MileError } from '../contract/errors.ts';
import { ENGINES } from '../contract/outcome.ts';
import type { CanonicalProblem } from '../program/canonical.ts';
import type { Budget } from '../program/maximum.ts';
import { directMatch } from './flow/direct/direct.ts';
import { maximiseByFlow } from './flow/maximise.ts';
import type { Engines } from './load.ts';
import { quotaWorkshop } from './quotas/workshop.ts';
import { wholeProgram } from './whole-program.ts';
import type { Workshop } from './workshop.ts';

/**
 * The way of a name to a problem's best match; `auto` takes the network kernel, and with quotas the search of `quotas/`.
 * Throws ENGINE_NOT_AVAILABLE and UNKNOWN_ENGINE, never falls back.
 */
export function chooseWorkshop(
  engines: Engines,
  name: string,
  problem: CanonicalProblem,
  budget: Budget,
): Workshop {
  const quotas = problem.order.quotas.length;
  switch (name) {
    case 'auto':
      return quotas === 0 ? networkKernel() : quotaWorkshop(engines, problem.program, budget);
    case 'flow':
      return quotas === 0 ? networkKernel() : refuseQuotas(quotas);
    case 'glpk':
      return wholeProgram(engines.glpk, problem.program, budget);
    case 'highs':
      return wholeProgram(engines.highs, problem.program, budget);
    default:
      throw new MileError(
        'UNKNOWN_ENGINE',
        `There is no engine "${name}". Choose one of ${ENGINES.join(', ')}.`,
        { engine: name },
      );
  }
}

function networkKernel(): Workshop {
  return {
    engine: 'flow',
    maximise: maximiseByFlow,
    direct: directMatch,
    explanation: () => 'Without quotas the best match is computed at once, together with its proof.',
  };
}

function refuseQuotas(quotas: number): never {
  throw new MileError(
    'ENGINE_NOT_AVAILABLE',
    `The engine "flow" solves problems without quotas; this one has ${quotas}. Choose auto, glpk or highs.`,
    { engine: 'flow', quotas },
  );
}
