import type { Due } from '#solver/contract/api/year.ts';

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** What somebody is asked for, as a sentence of a letter. It names nobody. */
export function reminderText({
  what,
  meeting,
  dueOn,
  isOverdue,
}: Pick<Due, 'what' | 'meeting' | 'dueOn' | 'isOverdue'>): string {
  const day = DAY.format(new Date(`${dueOn}T00:00:00Z`));
  if (what === 'survey')
    return isOverdue
      ? `Your mentoring closed on ${day}. Please answer the closing questions.`
      : `Your mentoring closes on ${day}. Please answer the closing questions.`;
  return `Meeting ${meeting} was planned by ${day}. Please tell whether you met and how it went.`;
}
