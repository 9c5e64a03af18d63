import type { IntakeSave } from '#solver/contract/api/intake.ts';

const USUAL_DAYS = 28;
const DAY_MS = 24 * 3_600_000;

/** The day of a moment where the reader is: "2027-03-01". */
export function dayOf(moment: string): string {
  const date = new Date(moment);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of a day; undefined where it is none. */
export function beginOf(day: string): string | undefined {
  return momentOf(`${day}T00:00:00`);
}

/** The last moment of a day; undefined where it is none. */
export function endOf(day: string): string | undefined {
  return momentOf(`${day}T23:59:59.999`);
}

/** What is proposed before anything was saved: from today on, four weeks, both sides. */
export function firstWindow(now: Date): Omit<IntakeSave, 'basedOn'> {
  const last = new Date(now.getTime() + USUAL_DAYS * DAY_MS).toISOString();
  return {
    opensAt: beginOf(dayOf(now.toISOString())) ?? now.toISOString(),
    closesAt: endOf(dayOf(last)) ?? last,
    participant: true,
    mentor: true,
  };
}

function momentOf(local: string): string | undefined {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
