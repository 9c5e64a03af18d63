import { readFileSync } from 'node:fs';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Instance } from './instance.ts';

/** OR-Library's assign100 (Beasley 1990), as the tests keep it. */
export function assign100(): Instance {
  const file = new URL('../../../test/instances/orlib-assign100.json', import.meta.url);
  const problem = problemSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { participant, mentor, score } = problem.pairs;
  return {
    family: 'assign100',
    name: 'OR-Library assign100',
    problem: {
      ...problem,
      pairs: {
        participant: Int32Array.from(participant),
        mentor: Int32Array.from(mentor),
        score: Int32Array.from(score),
      },
    },
  };
}
