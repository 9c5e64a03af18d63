import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Conflict, Wish } from './people-edits.svelte.ts';

/** What the service says of changes that somebody else was faster with. */
export interface Overtaken {
  conflicts?: readonly { id: string; fields: readonly string[]; by: string }[];
}

/** The wishes on what stands there now, beside what the other changed. */
export function conflictOf(
  wishes: readonly Wish[],
  why: string,
  detail: CohortDetail | undefined,
  { conflicts = [] }: Overtaken,
): Conflict {
  const people = [
    ...(detail?.participantPeople ?? []),
    ...(detail?.mentorPeople ?? []),
    ...(detail?.absentPeople ?? []),
  ];
  const newest = new Map(people.map((person) => [person.id, person]));
  return {
    wishes: wishes.map((wish) => ({ ...wish, person: newest.get(wish.person.id) ?? wish.person })),
    why,
    fields: new Map(conflicts.map(({ id, fields }) => [id, fields])),
    by: conflicts[0]?.by ?? '',
  };
}
