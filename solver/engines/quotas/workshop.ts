import type { Budget } from '../../program/maximum.ts';
import { isPure } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import type { Engines } from '../load.ts';
import type { Workshop } from '../workshop.ts';
import { maximiseWithQuotas } from './maximise.ts';
import type { Diary, Shop } from './quota-search.ts';

/** The way of problems with quotas. Programs in which no row demands anything go to the kernel alone. */
export function quotaWorkshop(engines: Engines, problem: Program, budget: Budget): Workshop {
  const diary: Diary = { usedGlpk: false, usedHighs: false, core: 0 };
  const shop: Shop = { engines, budget, memory: { prices: undefined }, diary, quotas: problem.rows.length };
  return {
    get engine() {
      return ['flow', ...(diary.usedGlpk ? ['glpk'] : []), ...(diary.usedHighs ? ['highs'] : [])].join('+');
    },
    maximise: (program, known) =>
      isPure(program) ? maximiseByFlow(program, known) : maximiseWithQuotas(shop, problem, program, known),
    explanation: () => explained(problem.rows.length, diary),
  };
}

function explained(quotas: number, { usedGlpk, usedHighs, core }: Diary): string {
  const these = `${quotas} ${quotas === 1 ? 'quota' : 'quotas'}`;
  if (!usedGlpk && !usedHighs) return `${these}: the kernel's bound was met.`;
  const by = [...(usedGlpk ? ['glpk'] : []), ...(usedHighs ? ['highs'] : [])].join(' and ');
  return `${these}: kernel bound, core of ${core} pairs by ${by}.`;
}
