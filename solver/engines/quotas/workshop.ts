import type { Budget } from '../../program/maximum.ts';
import { isPure } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import type { Engines } from '../load.ts';
import type { Workshop } from '../workshop.ts';
import { QuotaMaximiser } from './maximise.ts';
import type { Diary, Shop } from './shop.ts';

/** The way of problems with quotas. Programs in which no row demands anything go to the kernel alone. */
export function quotaWorkshop(engines: Engines, problem: Program, budget: Budget): Workshop {
  const diary: Diary = { hasTree: false, usedHighs: false, core: 0 };
  const shop: Shop = { engines, budget, memory: { prices: undefined }, diary, quotas: problem.rows.length };
  const withQuotas = new QuotaMaximiser(shop, problem);
  return {
    get engine() {
      return diary.usedHighs ? 'flow+highs' : 'flow';
    },
    maximise: (program, known) =>
      isPure(program) ? maximiseByFlow(program, known) : withQuotas.maximise(program, known),
    explanation: () => explained(problem.rows.length, diary),
  };
}

function explained(quotas: number, { hasTree, usedHighs, core }: Diary): string {
  const these = `${quotas} ${quotas === 1 ? 'quota' : 'quotas'}`;
  if (!hasTree) return `With ${these} the match reaches what no match can exceed, so no search was needed.`;
  const by = usedHighs ? ', with choices by the engine highs' : '';
  return `With ${these} the ${core} pairs that can matter were searched case by case${by}.`;
}
