import type { Goal, Meeting } from '#solver/contract/api/year.ts';
import type { StoredCheckIn } from './facts.ts';

/** Meetings whose day has come or that were held before it. */
export function countMeetings(meetings: readonly Meeting[]): { planned: number; held: number } {
  const counted = meetings.filter(({ state }) => state !== 'ahead' && state !== 'off');
  return { planned: counted.length, held: counted.filter(({ state }) => state === 'held').length };
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
