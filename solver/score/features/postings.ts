/** For each option number the mentors who chose it, in ascending order (an inverted index). */
export type Postings = readonly (readonly number[])[];

export function postings(chosen: readonly (readonly number[])[], options: number): Postings {
  const index: number[][] = Array.from({ length: options }, () => []);
  chosen.forEach((numbers, mentor) => {
    for (const option of numbers) index[option]?.push(mentor);
  });
  return index;
}

/** Adds `amount` at every mentor listed. */
export function addAt(sums: Uint16Array, mentors: readonly number[], amount: number): void {
  for (const mentor of mentors) sums[mentor] = (sums[mentor] as number) + amount;
}

/** The people for whom this holds, in ascending order. */
export function whoever<Value>(values: readonly Value[], holds: (value: Value) => boolean): number[] {
  return values.flatMap((value, person) => (holds(value) ? [person] : []));
}
