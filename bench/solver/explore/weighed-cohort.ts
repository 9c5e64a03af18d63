import { compileCohort } from '#solver/score/compile.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { weighingOf } from '#solver/explore/weights/weighing.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { minnesotaProgramme } from '../families/minnesota.ts';

/** A simulated cohort under the default policy, with the points of each criterion for every pair. */
export interface WeighedCohort {
  readonly name: string;
  readonly compiled: CompiledCohort;
  readonly policy: Policy;
  readonly weighing: Weighing;
}

/** The Minnesota programme with the first `criteria` of its ten criteria. */
export function weighedCohort(side: number, criteria: number): WeighedCohort {
  const programme = minnesotaProgramme();
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const compiled = compileCohort(cohort, programme);
  const policy = { ...programme.policy, criteria: programme.policy.criteria.slice(0, criteria) };
  const name = `Minnesota ${side} x ${side}, ${criteria} criteria`;
  return { name, compiled, policy, weighing: weighingOf(compiled, policy) };
}
