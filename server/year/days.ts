import type { Day } from '../files/announce/meeting-days.ts';

/*
 * Days as text ("2027-06-04"): they sort as they follow each other.
 */

const DAY_MS = 24 * 3_600_000;

export function isoDay([year, month, day]: Day): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The day of a moment. The service knows no zone: it is that of Greenwich. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
