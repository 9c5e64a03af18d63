import type { Held } from '#solver/contract/api/retention.ts';
import { counted } from '../../parts/counted.ts';

/** What a cohort holds of people, one line a kind; what it has none of is left out. */
export function heldWords(held: Held): string[] {
  const { applications, submissions, changes, comments, checkIns, surveys, reminders, letters, sets } = held;
  const lines: [number, string][] = [
    [applications, `${counted(applications, 'application')} with all answers`],
    [
      submissions,
      `${counted(submissions, 'form')} that came by the public page, and the links to correct them`,
    ],
    [changes, `${counted(changes, 'entry', 'entries')} in the history of applications`],
    [comments, counted(comments, 'comment')],
    [checkIns, `${counted(checkIns, 'check-in')} with ratings, goals and notes`],
    [surveys, `${counted(surveys, 'answer')} to the closing survey`],
    [reminders, `${counted(reminders, 'entry', 'entries')} of who was reminded of what`],
    [letters, `${counted(letters, 'entry', 'entries')} of what was sent by mail to whom`],
    [sets, `the names in ${counted(sets, 'saved set')}`],
  ];
  return lines.filter(([count]) => count > 0).map(([, line]) => line);
}
