import type { Person } from '#solver/contract/api/cohorts.ts';

/** Somebody who takes part, with these answers. */
export function personOf(id: string, values: Person['values'], name: string = id): Person {
  return { id, name, values, state: 'active', revision: 1 };
}
