import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';

/** A problem with the name under which its figures are kept. */
export interface Instance {
  name: string;
  problem: Problem;
}

function minnesota() {
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('the programme "minnesota" is not shipped');
  return programme;
}

/** A simulated cohort of `side` participants and as many mentors, scored by the default policy; every mentor takes one. */
export function simulatedInstance(side: number, seed: number): Instance {
  const programme = minnesota();
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed });
  const { problem } = scoreCohort(compileCohort(cohort, programme), programme.policy);
  const oneEach = problem.mentors.map((mentor) => ({ ...mentor, max: Math.min(1, mentor.max) }));
  return { name: `simulated ${side} x ${side}`, problem: { ...problem, mentors: oneEach } };
}
