/*
 * Meetings beyond the plan are reported like planned ones, under numbers that no plan reaches. Each side numbers its own, so what two sides tell of one
 * meeting has its day in common and not its number.
 */
const FIRST_EXTRA = 1_001;
export const MOST_EXTRA = 100;

export function isExtra(meeting: number): boolean {
  return meeting >= FIRST_EXTRA;
}

/** The number that comes after so many; null where there are no more. */
export function extraAfter(reported: number): number | null {
  return reported < MOST_EXTRA ? FIRST_EXTRA + reported : null;
}
