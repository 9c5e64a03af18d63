import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { openingSteps, takeOpening } from '../../session/bench-opening.ts';
import type { BenchState } from './bench-state.svelte.ts';

/** Carries over what another screen wants to see, each step to be undone by itself. */
export async function openWaiting(bench: BenchState, cohort: CohortDetail): Promise<void> {
  const opening = takeOpening(cohort.id);
  if (!opening) return;
  for (const { policy, action } of openingSteps(opening, cohort)) bench.change(policy, action);
  if (opening.baselineId !== undefined) await bench.baselines.compareWith(opening.baselineId);
}
