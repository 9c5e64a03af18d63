import type { Year } from '#solver/contract/api/year.ts';

/** How many people a reminder reaches: a mentor of two is one, and whoever has left is not written to. */
export function peopleToRemind({ due, relationships }: Pick<Year, 'due' | 'relationships'>): number {
  const left = new Set(
    relationships
      .flatMap(({ participant, mentor }) => [participant, mentor])
      .flatMap(({ id, state }) => (state === 'withdrawn' || state === 'gone' ? [id] : [])),
  );
  const open = due.filter((one) => one.reminded === null && !left.has(one[one.side]));
  return new Set(open.map((one) => `${one.side} ${one[one.side]}`)).size;
}
