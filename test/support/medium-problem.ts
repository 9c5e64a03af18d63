import type { Level, Problem, ProblemQuota } from '#solver/contract/problem.ts';
import { randomProblem, seededRandom } from './random-problem.ts';

export interface MediumShape {
  participants: number;
  mentors: number;
  /** Scores are whole numbers from 0 to this. */
  bestScore: number;
  /** Largest capacity of anybody. */
  capacity: number;
  quotas: number;
  levels: Level[];
}

/** Too large to try everything, some with minima and pins. Its quotas bind: a share of some pairs, a cap on others, a total that some have to reach. */
export function mediumProblem(seed: number, shape: MediumShape): Problem {
  const problem = randomProblem(seed, {
    ...shape,
    density: 0.3 + 0.1 * (seed % 6),
    quotas: 0,
    minima: seed % 5 === 0 ? 0.1 : 0,
    pins: seed % 4 === 0 ? 2 : 0,
  });
  const random = seededRandom(seed + 1);
  const quotas = Array.from({ length: shape.quotas }, (_, index) =>
    bindingQuota(index, problem, shape, random),
  );
  return { ...problem, quotas };
}

/** Bounds that about half of the smaller side's people reach by chance. */
function bindingQuota(
  index: number,
  { pairs: { score } }: Problem,
  { participants, mentors, bestScore }: MediumShape,
  random: () => number,
): ProblemQuota {
  const people = Math.min(participants, mentors);
  const pairs = Array.from(score, (_, pair) => pair).filter(() => random() < 0.4);
  const ones = pairs.map(() => 1);
  if (index % 3 === 0)
    return { id: `share ${index}`, sense: '>=', bound: Math.ceil(people * 0.5), pairs, coefficients: ones };
  if (index % 3 === 1)
    return { id: `cap ${index}`, sense: '<=', bound: Math.ceil(people * 0.33), pairs, coefficients: ones };
  const coefficients = pairs.map((pair) => score[pair] as number);
  return {
    id: `total ${index}`,
    sense: '>=',
    bound: Math.ceil(people * 0.4) * bestScore,
    pairs,
    coefficients,
  };
}
