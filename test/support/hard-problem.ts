import type { ProblemFile } from '#solver/contract/problem.ts';
import { seededRandom } from './random-problem.ts';

const SIDE = 100;
const QUOTAS = 20;
const WANTED = 30;

/**
 * A problem whose best match nothing here finds and proves within minutes, while good ones are found soon: each quota wants a third of all pairs between a
 * random half of the participants and a random half of the mentors, and all of them bite.
 */
export function hardProblem(): ProblemFile {
  const random = seededRandom(1);
  const people = (prefix: string) =>
    Array.from({ length: SIDE }, (_, index) => ({ id: `${prefix}${index}`, min: 0, max: 1 }));
  const places = Array.from({ length: SIDE * SIDE }, (_, pair) => pair);
  const half = () => Array.from({ length: SIDE }, () => random() < 0.5);
  return {
    format: 'mile-problem/1',
    participants: people('p'),
    mentors: people('m'),
    pairs: {
      participant: places.map((pair) => Math.floor(pair / SIDE)),
      mentor: places.map((pair) => pair % SIDE),
      score: places.map(() => Math.floor(random() * 10_000)),
    },
    quotas: Array.from({ length: QUOTAS }, (_, index) => {
      const [rows, columns] = [half(), half()];
      const pairs = places.filter((pair) => rows[Math.floor(pair / SIDE)] && columns[pair % SIDE]);
      const coefficients = pairs.map(() => 1);
      return { id: `half ${index}`, sense: '>=' as const, bound: WANTED, pairs, coefficients };
    }),
    pinned: [],
    levels: ['matched', 'score'],
  };
}
