import type { Schedule } from '#solver/contract/api/announcement.ts';
import type { Retained } from '#solver/contract/api/retention.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { closeDay, monthsAfter } from '../../files/announce/meeting-days.ts';
import type { Day } from '../../files/announce/meeting-days.ts';

/**
 * When the relationships of a cohort end and when its personal data is to go: by the dates of its letters, else by those of its programme. Both are null
 * while no kick-off is known.
 */
export function dataTime(
  { dates, retentionMonths }: Pick<Programme, 'dates' | 'retentionMonths'>,
  schedule: Schedule | null,
): Pick<Retained, 'endsOn' | 'goesOn'> {
  const end = schedule ? closeDay(schedule) : closeOf(dates);
  if (!end) return { endsOn: null, goesOn: null };
  return { endsOn: isoDay(end), goesOn: isoDay(monthsAfter(end, retentionMonths)) };
}

function closeOf({ kickOff, months }: Programme['dates']): Day | undefined {
  if (kickOff === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = kickOff.split('-').map(Number);
  return monthsAfter([year, month, day], months);
}

function isoDay([year, month, day]: Day): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
