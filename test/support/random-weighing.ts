import type { Level } from '#solver/contract/problem.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { randomProblem, seededRandom } from './random-problem.ts';

export interface WeighingShape {
  participants: number;
  mentors: number;
  criteria: number;
  density: number;
  capacity: number;
  minima: number;
  pins: number;
  levels: Level[];
  /** Points are multiples of this. */
  grain: number;
}

/** A problem without quotas whose scores are left open, with random points and weights. */
export function randomWeighing(seed: number, shape: WeighingShape): Weighing {
  const random = seededRandom(seed * 31 + 7);
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const problem = randomProblem(seed, { ...shape, bestScore: 1, quotas: 0 });
  const criteria = Array.from({ length: shape.criteria }, (_, index) => ({
    id: `c${index}`,
    label: `Criterion ${index}`,
    // Every third weighing has weights between the tenths.
    thousandths: random() < 0.15 ? 0 : seed % 3 === 0 ? whole(10_000) : 100 * whole(100),
    points: Int32Array.from(
      problem.pairs.participant as number[],
      () => whole(Math.floor(1000 / shape.grain)) * shape.grain,
    ),
  }));
  return { problem, criteria };
}

const LEVELS: Level[][] = [['matched', 'score'], ['matched', 'score'], ['score'], ['score', 'matched']];

/** Small enough to try every choice of pairs: at most 16 pairs. */
export function smallWeighing(seed: number): Weighing {
  const random = seededRandom(seed * 7919 + 3);
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return randomWeighing(seed, {
    participants: whole(1, 4),
    mentors: whole(1, 4),
    criteria: whole(1, 4),
    density: 0.3 + 0.7 * random(),
    capacity: whole(1, 3),
    minima: random() < 0.7 ? 0 : 0.3,
    pins: random() < 0.8 ? 0 : 1,
    levels: LEVELS[seed % LEVELS.length] ?? ['matched', 'score'],
    grain: random() < 0.5 ? 1 : 250,
  });
}

/** The same with scores: the sum of whole multipliers times points. */
export function scoresUnder({ criteria, problem }: Weighing, multipliers: readonly number[]): number[] {
  return Array.from(problem.pairs.score, (_, pair) =>
    criteria.reduce(
      (sum, { points }, index) => sum + (multipliers[index] as number) * (points[pair] as number),
      0,
    ),
  );
}
