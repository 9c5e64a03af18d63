import type { Cohort } from '#solver/contract/cohort.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compileCohort } from '#solver/score/compile.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { Recent } from '../recent.ts';
import type { CohortReference } from '../solver-tasks.ts';

/** Cohorts that one thread keeps ready: a committee works on one, and compares with a few. */
const KEPT = 4;

const kept = new Recent<CompiledCohort>(KEPT);

/** The features of a cohort, or undefined where this thread has to be sent the answers. */
export function compiledCohort({ key, programme, json }: CohortReference): CompiledCohort | undefined {
  const known = kept.get(key);
  if (known || json === undefined || programme === undefined) return known;
  const compiled = compileCohort(JSON.parse(json) as Cohort, JSON.parse(programme) as Programme);
  kept.set(key, compiled);
  return compiled;
}
