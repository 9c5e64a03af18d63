/** [participant index, mentor index] of each matched pair. */
export type IndexPairs = readonly (readonly [number, number])[];

/** Indices of the participants whose mentors differ between two matches, ascending, without one of them. */
export function othersMoved(before: IndexPairs, after: IndexPairs, participant: number): number[] {
  const key = ([one, other]: readonly [number, number]) => `${one} ${other}`;
  const [old, current] = [new Set(before.map(key)), new Set(after.map(key))];
  const changed = [
    ...before.filter((pair) => !current.has(key(pair))),
    ...after.filter((pair) => !old.has(key(pair))),
  ].map(([one]) => one);
  return [...new Set(changed)].filter((one) => one !== participant).sort((a, b) => a - b);
}
