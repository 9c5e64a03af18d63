import type { Dates } from '#solver/contract/programme/public-page.ts';

const LONG = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
const LOCAL = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

/** A day without a time, as it is everywhere: "2027-06-04". */
export function dayWords(day: string): string {
  return LONG.format(new Date(`${day}T00:00:00Z`));
}

/** The day of a moment, where the reader is. */
export function momentWords(moment: string): string {
  return LOCAL.format(new Date(moment));
}

/** The dates that are known, the end reckoned from the kick-off. */
export function datesOf({
  instituteFrom,
  instituteTo,
  kickOff,
  months,
}: Dates): { label: string; day: string }[] {
  const institute = [instituteFrom, instituteTo].filter((day) => day !== undefined).map(dayWords);
  return [
    ...(institute.length > 0 ? [{ label: 'Institute', day: institute.join(' to ') }] : []),
    ...(kickOff === undefined
      ? []
      : [
          { label: 'First meeting', day: dayWords(kickOff) },
          { label: 'End', day: dayWords(monthsLater(kickOff, months)) },
        ]),
  ];
}

/** The same day of a later month; its last day where the month is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
