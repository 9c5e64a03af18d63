import type { CohortDetail, Person } from '#solver/contract/api/cohorts.ts';
import type { Answer, PersonState } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';

/** What is to become of somebody: answers by field (null takes one away), or where they stand. */
export interface Wish {
  side: Side;
  person: Person;
  values?: Record<string, Answer | null>;
  state?: PersonState;
}

/** A change that somebody else overtook. */
export interface Conflict {
  wishes: readonly Wish[];
  why: string;
  /** Fields that the other changed, by id of the application. */
  fields: ReadonlyMap<string, readonly string[]>;
  by: string;
}

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
