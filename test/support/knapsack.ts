import type { Problem } from '#solver/contract/problem.ts';
import { seededRandom } from './random-problem.ts';

/** One mentor for everybody, and a quota on the total weight: a knapsack, with its best value by dynamic programming. */
export interface Knapsack {
  problem: Problem;
  best: number;
}

/** Scores are nearly proportional to the weights: `scale` times the weight and up to 3 more, so the best is hard to tell. */
export function knapsack(seed: number, items: number, scale: number): Knapsack {
  const random = seededRandom(seed);
  const weights = Array.from({ length: items }, () => 1 + Math.floor(random() * 40));
  const score = weights.map((weight) => scale * weight + Math.floor(random() * 4));
  const room = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2);
  const everyPair = Array.from(weights.keys());
  return {
    problem: {
      format: 'mile-problem/1',
      participants: weights.map((_, index) => ({ id: `p${String(index).padStart(3, '0')}`, min: 0, max: 1 })),
      mentors: [{ id: 'm', min: 0, max: items }],
      pairs: { participant: everyPair, mentor: weights.map(() => 0), score },
      quotas: [{ id: 'weight', sense: '<=', bound: room, pairs: everyPair, coefficients: weights }],
      pinned: [],
      levels: ['score'],
    },
    best: bestValue(weights, score, room),
  };
}

function bestValue(weights: readonly number[], score: readonly number[], room: number): number {
  const best = new Float64Array(room + 1);
  for (const [item, weight] of weights.entries()) {
    for (let used = room; used >= weight; used -= 1) {
      best[used] = Math.max(best[used] as number, (best[used - weight] as number) + (score[item] as number));
    }
  }
  return best[room] as number;
}
