import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import type { Instance } from './instance.ts';

export function minnesotaProgramme(): Programme {
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('the programme "minnesota" is not shipped');
  return programme;
}

/** A simulated Minnesota cohort of `side` participants and as many mentors, scored by the default policy; every mentor takes one. */
export function minnesota(side: number, seed: number): Instance {
  const programme = minnesotaProgramme();
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed });
  const { problem } = scoreCohort(compileCohort(cohort, programme), programme.policy);
  const oneEach = problem.mentors.map((mentor) => ({ ...mentor, max: Math.min(1, mentor.max) }));
  return {
    family: 'Minnesota',
    name: `Minnesota ${side} x ${side}`,
    problem: { ...problem, mentors: oneEach },
  };
}
