import type { StoredReminder } from '../../store/reminders.ts';
import type { Repositories } from '../../store/store.ts';

type About = Pick<StoredReminder, 'what' | 'dueOn'>;

/** What a letter of reminders is about, as it stands in the outbox. */
export function occasionOf(due: readonly About[]): string {
  return due.map(({ what, dueOn }) => `${what}-${dueOn}`).join(' ');
}

/** Reminders that reached somebody or still may; one whose letter could not be sent is none. */
export async function standingReminders(
  { reminders, outbox }: Repositories,
  cohortId: string,
): Promise<StoredReminder[]> {
  const fates = new Map<string, string>();
  for (const { side, person, occasion, state } of await outbox.ofCohort(cohortId, 'reminder'))
    for (const about of occasion.split(' ')) fates.set(JSON.stringify([side, person, about]), state);
  return (await reminders.of(cohortId)).filter((reminder) => {
    const about = [reminder.side, reminder[reminder.side], occasionOf([reminder])];
    return reminder.way === 'file' || fates.get(JSON.stringify(about)) !== 'failed';
  });
}
