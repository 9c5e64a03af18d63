import type { Criterion } from '#solver/contract/policy/criteria.ts';

/** Numbers that a measure may have, in words. Points are 0 to 1000. */
const WORDS: Readonly<Record<string, string>> = {
  whenMissing: 'Points where one of the two did not answer (0 to 1000)',
  halfDistanceKm: 'Half of the points at so many km',
  idealMin: 'Full points from this difference (mentor less participant)',
  idealMax: 'Full points up to this difference',
  fade: 'No points any more so far outside',
  neighbour: 'Points for regions that border each other (0 to 1000)',
  otherwise: 'Points for all else (0 to 1000)',
  fullAt: 'Full points from this likeness of texts (1 to 100)',
  fullAfter: 'Full points after so many cycles of waiting',
};

interface Measured {
  name: string;
  label: string;
  value: number;
}

/** The numbers of a measure that an owner may change, in a fixed order. */
export function numbersOf(criterion: Criterion): Measured[] {
  const values: Readonly<Record<string, unknown>> = criterion;
  return Object.entries(WORDS).flatMap(([name, label]) => {
    const value = values[name];
    return typeof value === 'number' ? [{ name, label, value }] : [];
  });
}
