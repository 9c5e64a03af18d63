import type { View } from '../../auth/view.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import type { Repositories } from '../../store/store.ts';
import { Scrubber } from './scrubber.ts';

/** How a text of the committee is told to a view: as it was written, or in a blind review without the names of the cohort's people. */
export async function textTeller(
  { cohorts, people, programmes }: Pick<Repositories, 'cohorts' | 'people' | 'programmes'>,
  view: View,
  cohortId: string,
): Promise<(text: string) => string> {
  const head = view.isBlind ? await cohorts.head(cohortId) : undefined;
  if (!head) return (text) => text;
  const { programme } = await programmeOfCohort({ programmes }, head);
  const scrubber = new Scrubber(programme, await people.of(cohortId));
  return (text) => scrubber.text(text);
}
