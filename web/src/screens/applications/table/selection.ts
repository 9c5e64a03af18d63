import type { Person } from '#solver/contract/api/cohorts.ts';

export const NOBODY: ReadonlySet<string> = new Set();

/** A selection with somebody in it, or without them. */
export function selecting(selected: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  return new Set(on ? [...selected, id] : [...selected].filter((one) => one !== id));
}

/** The texts that people are told by, each with how many they stand for, the most frequent first. */
export function countTexts(
  people: readonly Person[],
  textOf: (person: Person) => string,
): { text: string; count: number }[] {
  const groups = Map.groupBy(people, textOf);
  return [...groups].map(([text, { length: count }]) => ({ text, count })).sort((a, b) => b.count - a.count);
}
