import type { Budget } from '../../program/maximum.ts';
import { isPure } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import { maximiseByFlow } from '../flow/maximise.ts';
import type { Engines } from '../load.ts';
import type { Workshop } from '../workshop.ts';
import { maximiseWithQuotas } from './maximise.ts';
import type { Diary, Memory } from './maximise.ts';

/** The way of problems with quotas. Programs in which no row demands anything go to the kernel alone. */
export function quotaWorkshop(engines: Engines, problem: Program, budget: Budget): Workshop {
  const memory: Memory = { prices: undefined };
  const diary: Diary = { usedGlpk: false, usedHighs: false, core: 0 };
  return {
    get engine() {
      return ['flow', ...(diary.usedGlpk ? ['glpk'] : []), ...(diary.usedHighs ? ['highs'] : [])].join('+');
    },
    maximise: (program, known) =>
      isPure(program)
        ? maximiseByFlow(program, known)
        : maximiseWithQuotas(engines, budget, known?.listener, memory, diary, problem, program, known),
    explanation: () => explained(problem.rows.length, diary),
  };
}

function explained(quotas: number, { usedGlpk, usedHighs, core }: Diary): string {
  const these = `${quotas} ${quotas === 1 ? 'quota' : 'quotas'}`;
  if (!usedGlpk && !usedHighs) return `${these}: the kernel's bound was met.`;
  const by = [...(usedGlpk ? ['glpk'] : []), ...(usedHighs ? ['highs'] : [])].join(' and ');
  return `${these}: kernel bound, core of ${core} pairs by ${by}.`;
}
