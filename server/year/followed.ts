import type { Goal, Meeting } from '#solver/contract/api/year.ts';
import { goalsOf, countMeetings } from './counts.ts';
import type { RelationshipFacts } from './facts.ts';

/** A relationship as figures count it. */
export interface Followed {
  facts: RelationshipFacts;
  meetings: readonly Meeting[];
}

export function ratingsOf({ facts }: Followed): number[] {
  return facts.checkIns.flatMap(({ rating }) => (rating === null ? [] : [rating]));
}

export function goalsReached({ facts }: Followed): { goals: Goal[]; reached: number } {
  const goals = goalsOf(facts.checkIns);
  return { goals, reached: goals.filter(({ reached }) => reached).length };
}

export function meetingsOf({ meetings }: Followed): { planned: number; held: number } {
  return countMeetings(meetings);
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
