import type { FieldChange } from '#solver/contract/api/people.ts';
import type { Answer } from '#solver/contract/cohort.ts';
import { canonicalJson } from '../store/canonical-json.ts';

/** What differs between two sets of answers (canonical JSON), in the order of the fields' names. */
export function answersBetween(beforeJson: string, afterJson: string): FieldChange[] {
  if (beforeJson === afterJson) return [];
  const before = JSON.parse(beforeJson) as Record<string, Answer>;
  const after = JSON.parse(afterJson) as Record<string, Answer>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after));
}
