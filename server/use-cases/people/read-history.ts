import type { PersonChange } from '#solver/contract/api/people.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { MileError } from '#solver/contract/errors.ts';
import { fieldOf } from '#solver/contract/programme/programme.ts';
import { viewSees } from '../../auth/view.ts';
import type { View } from '../../auth/view.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { textTeller } from '../views/told-texts.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';

/** What became of somebody's application, newest first, as far as this view sees the fields. Throws NOT_FOUND. */
export async function readHistory(
  { store }: Context,
  { cohortId, side, person }: { cohortId: string; side: Side; person: string },
  view: View,
): Promise<PersonChange[]> {
  return store.transaction(async ({ cohorts, people, personChanges, programmes }) => {
    const head = await cohorts.head(cohortId);
    if (!head) throw noSuchCohort(cohortId);
    if (!(await people.get(cohortId, side, person)))
      throw new MileError(
        'NOT_FOUND',
        `There is no ${side} "${person}" in this cohort. Load the people again.`,
        {
          side,
          person,
        },
      );
    const { programme } = await programmeOfCohort({ programmes }, head);
    const isSeen = ({ field: id }: PersonChange['changes'][number]) => {
      const field = fieldOf(programme, side, id);
      return field !== undefined && viewSees(view, programme, side, field);
    };
    const history = await personChanges.after(cohortId, side, person, 0);
    const tell = await textTeller({ cohorts, people, programmes }, view, cohortId);
    return history.map((change) => ({
      ...change,
      why: tell(change.why),
      changes: change.changes.filter(isSeen),
    }));
  });
}
