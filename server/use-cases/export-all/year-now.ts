import type { Repositories } from '../../store/store.ts';
import { tellCheckIn } from '../year/tell-relationship.ts';

/** What is kept of a cohort's pairs since it was published. A note that somebody wrote for themselves stays theirs; links to the check-in page stay away. */
export async function yearNow(
  { yearEvents, checkIns, closingSurveys, reminders, keptFigures }: Repositories,
  cohortId: string,
) {
  const reports = await checkIns.of(cohortId);
  return {
    events: await yearEvents.of(cohortId),
    checkIns: reports.map(({ participant, mentor, ...checkIn }) => ({
      ...{ participant, mentor },
      ...tellCheckIn(checkIn),
    })),
    closingSurveys: await closingSurveys.of(cohortId),
    reminders: await reminders.of(cohortId),
    /** Once the rest is erased. */
    keptFigures: (await keptFigures.of(cohortId)) ?? null,
  };
}
