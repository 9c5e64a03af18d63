import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { ImportPreview } from '#solver/contract/api/import.ts';

type Change = ImportPreview['people'][number]['changes'][number];

export interface Merged {
  application: Application;
  changes: Change[];
}

/** Puts the answers of a file over those that are there. An answer that the file leaves blank stays: nothing is ever deleted. */
export function mergePerson(existing: Application, answers: ReadonlyMap<string, Answer>): Merged {
  const changes = changesOf(existing.values, answers);
  const values = { ...existing.values };
  for (const { field, after } of changes) if (after !== null) values[field] = after;
  return { application: { id: existing.id, values }, changes };
}

function changesOf(before: Readonly<Record<string, Answer>>, answers: ReadonlyMap<string, Answer>): Change[] {
  const changes: Change[] = [];
  for (const [field, after] of answers) {
    const old = before[field];
    if (!sameAnswer(old, after)) changes.push({ field, before: old ?? null, after });
  }
  return changes;
}

function sameAnswer(a: Answer | undefined, b: Answer): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}
