import type { Answer } from '../contract/cohort.ts';
import type { Condition } from './profile.ts';

export type Answers = Record<string, Answer>;

/** Whether a condition holds of the answers given so far; an answer left out meets none. */
export function holds(answers: Answers, condition: Condition): boolean {
  const answer = answers[condition.field];
  if ('atLeast' in condition) return typeof answer === 'number' && answer >= condition.atLeast;
  if (Array.isArray(answer)) return answer.includes(String(condition.value));
  return answer === condition.value;
}
