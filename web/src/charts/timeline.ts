const DAY_MS = 86_400_000;

/** What a mark looks like: each differs by form, not by colour alone. */
export const MARK_FORMS = ['open', 'half', 'alarm', 'full', 'cross', 'faint'] as const;
export type MarkForm = (typeof MARK_FORMS)[number];

export interface TimelineMark {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly form: MarkForm;
}

/** One line of time with what stands on it. */
export interface TimelineRow {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly marks: readonly TimelineMark[];
  /** What the row says in words, for the table. */
  readonly words: string;
}

/** A day as a whole number that counts up by one a day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** First and last day of all rows. */
export function spanOf(rows: readonly TimelineRow[]): [number, number] {
  const days = rows.flatMap(({ from, to }) => [dayNumber(from), dayNumber(to)]);
  return [Math.min(...days), Math.max(...days)];
}

/** Firsts of months between two days, so few that at most `most` are named: every month, or every 2nd, 3rd, 6th or 12th. */
export function monthTicks([from, to]: readonly [number, number], most: number): number[] {
  const first = new Date(from * DAY_MS);
  const months = Math.ceil((to - from) / 30.4);
  const step = [1, 2, 3, 6, 12].find((one) => months / one <= most) ?? 12;
  const ticks: number[] = [];
  for (let month = first.getUTCMonth() + 1; ; month += 1) {
    const tick = Date.UTC(first.getUTCFullYear(), month, 1) / DAY_MS;
    if (tick > to) return ticks;
    if (month % step === 0) ticks.push(tick);
  }
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** "Mar 27" */
export function monthWords(day: number): string {
  return MONTH.format(new Date(day * DAY_MS));
}
