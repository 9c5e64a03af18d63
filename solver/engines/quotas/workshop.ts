import type { Budget } from '../../program/maximum.ts';
import { isPure } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import type { Engines } from '../load.ts';
import type { Workshop } from '../workshop.ts';
import { maximiseWithQuotas } from './maximise.ts';
import type { Diary, Shop } from './shop.ts';

/** The way of problems with quotas. Programs in which no row demands anything go to the kernel alone. */
export function quotaWorkshop(engines: Engines, problem: Program, budget: Budget): Workshop {
  const diary: Diary = { hasTree: false, usedHighs: false, core: 0 };
  const shop: Shop = { engines, budget, memory: { prices: undefined }, diary, quotas: problem.rows.length };
  return {
    get engine() {
      return diary.usedHighs ? 'flow+highs' : 'flow';
    },
    maximise: (program, known) =>
      isPure(program) ? maximiseByFlow(program, known) : maximiseWithQuotas(shop, problem, program, known),
    explanation: () => explained(problem.rows.length, diary),
  };
}

function explained(quotas: number, { hasTree, usedHighs, core }: Diary): string {
  const these = `${quotas} ${quotas === 1 ? 'quota' : 'quotas'}`;
  if (!hasTree) return `${these}: the kernel's bound was met.`;
  const by = usedHighs ? 'by branch and bound, with choices by highs' : 'by branch and bound';
  return `${these}: kernel bound, core of ${core} pairs ${by}.`;
}
