import type { Schedule } from '#solver/contract/api/announcement.ts';

/** A day as [year, month from 1, day]. */
export type Day = [number, number, number];

/** The day so many months later; where that month is shorter, its last day. */
export function monthsAfter([year, month, day]: Day, months: number): Day {
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return [first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(day, lastDay)];
}

/** The next day: where an event that takes the whole day ends. */
export function dayAfter([year, month, day]: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return [next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate()];
}

/** Year, month, day, hour and minute of the kick-off. */
export function kickOffParts({ kickOff }: Schedule): [...Day, number, number] {
  const [year, month, day, hour, minute] = kickOff.split(/\D/u).map(Number);
  return [year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0];
}

function kickOffDay(schedule: Schedule): Day {
  const [year, month, day] = kickOffParts(schedule);
  return [year, month, day];
}

/**
 * The days by which the pairs should have met. The months are cut into as many equal stretches as there are meetings; each is due a
 * month before its stretch ends, the last a month before the close: for 18 months and six meetings after 2, 5, 8, 11, 14 and 17.
 */
export function meetingDays(schedule: Schedule): Day[] {
  const { months, meetings } = schedule;
  const start = kickOffDay(schedule);
  return Array.from({ length: meetings }, (_, index) =>
    monthsAfter(start, Math.max(0, Math.round(((index + 1) * months) / meetings) - 1)),
  );
}

/** The last day of the relationship. */
export function closeDay(schedule: Schedule): Day {
  return monthsAfter(kickOffDay(schedule), schedule.months);
}
