import type { Goal, Meeting } from '#solver/contract/api/year.ts';
import { isExtra } from '#solver/contract/extra-meetings.ts';
import type { StoredCheckIn } from './facts.ts';

/** Meetings whose day has come or that were held before it. */
export function countMeetings(meetings: readonly Meeting[]): { planned: number; held: number } {
  const counted = meetings.filter(({ state }) => state !== 'ahead' && state !== 'off');
  return { planned: counted.length, held: counted.filter(({ state }) => state === 'held').length };
}

/** Days of meetings beyond the plan: what both sides tell of one day is one meeting, and a planned one is none of them. */
export function countExtra(checkIns: readonly StoredCheckIn[], meetings: readonly Meeting[]): number {
  const planned = new Set(meetings.map(({ heldOn }) => heldOn));
  const days = extraOf(checkIns).map(({ heldOn }) => heldOn);
  return new Set(days.filter((day) => !planned.has(day))).size;
}

/** Reports of meetings beyond the plan, without those that were taken back. */
export function extraOf<CheckIn extends Pick<StoredCheckIn, 'meeting' | 'heldOn'>>(
  checkIns: readonly CheckIn[],
): CheckIn[] {
  return checkIns.filter(({ meeting, heldOn }) => isExtra(meeting) && heldOn !== null);
}

/** The goals of a pair: as the participant last told them, else as the mentor did. Both tell the same goals, so they are not added. */
export function goalsOf(checkIns: readonly StoredCheckIn[]): Goal[] {
  const told = checkIns.filter(({ goals }) => goals.length > 0);
  const newest = (side: StoredCheckIn['side']) =>
    told
      .filter((one) => one.side === side)
      .toSorted((a, b) => a.meeting - b.meeting)
      .at(-1);
  return (newest('participant') ?? newest('mentor'))?.goals ?? [];
}

export function countGoals(checkIns: readonly StoredCheckIn[]): { goals: number; goalsReached: number } {
  const goals = goalsOf(checkIns);
  return { goals: goals.length, goalsReached: goals.filter(({ reached }) => reached).length };
}
