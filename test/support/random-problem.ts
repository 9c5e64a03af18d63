import type { Level, Problem, ProblemNode, ProblemQuota } from '#solver/contract/problem.ts';
import { LEVELS } from '#solver/contract/problem.ts';

/** mulberry32: small, seeded, the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface ProblemShape {
  participants: number;
  mentors: number;
  /** Share of all pairs that are allowed. */
  density: number;
  /** Scores are whole numbers from 0 to this. */
  bestScore: number;
  /** Largest capacity of anybody. */
  capacity: number;
  quotas: number;
  /** Chance that somebody has a positive minimum. */
  minima: number;
  pins: number;
  levels: Level[];
}

interface Dice {
  random: () => number;
  /** A whole number from `low` to `high`. */
  whole: (low: number, high: number) => number;
}

function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  return { random, whole: (low, high) => low + Math.floor(random() * (high - low + 1)) };
}

export function randomProblem(seed: number, shape: ProblemShape): Problem {
  const dice = diceOf(seed);
  const participants = nodes('p', shape.participants, shape, dice);
  const mentors = nodes('m', shape.mentors, shape, dice);
  const pairs = { participant: [] as number[], mentor: [] as number[], score: [] as number[] };
  for (let participant = 0; participant < participants.length; participant += 1) {
    for (let mentor = 0; mentor < mentors.length; mentor += 1) {
      if (dice.random() >= shape.density) continue;
      pairs.participant.push(participant);
      pairs.mentor.push(mentor);
      pairs.score.push(dice.whole(0, shape.bestScore));
    }
  }
  const count = pairs.score.length;
  const quotas = Array.from({ length: shape.quotas }, (_, index) => quota(index, pairs.score, dice));
  const pinned = new Set<number>();
  for (let pin = 0; pin < shape.pins && count > 0; pin += 1) pinned.add(dice.whole(0, count - 1));
  return {
    format: 'mile-problem/1',
    participants,
    mentors,
    pairs,
    quotas,
    pinned: [...pinned],
    levels: shape.levels,
  };
}

function nodes(prefix: string, count: number, { capacity, minima }: ProblemShape, dice: Dice): ProblemNode[] {
  return Array.from({ length: count }, (_, index) => {
    const max = dice.whole(dice.random() < 0.05 ? 0 : 1, capacity);
    const min = dice.random() < minima ? dice.whole(0, max) : 0;
    return { id: `${prefix}${String(index).padStart(3, '0')}`, min, max };
  });
}

/** Counts and weighted sums, near what a handful of pairs reaches, so that some bind and some cannot hold. */
function quota(index: number, score: readonly number[], dice: Dice): ProblemQuota {
  const pairs = Array.from(score.keys()).filter(() => dice.random() < 0.5);
  const kind = dice.random();
  const coefficients = pairs.map((pair) =>
    kind < 0.6 ? 1 : kind < 0.8 ? dice.whole(-3, 5) : (score[pair] as number),
  );
  const sense = (['<=', '>=', '<=', '>=', '='] as const)[dice.whole(0, 4)] ?? '=';
  const typical = kind < 0.6 ? 2 : kind < 0.8 ? 4 : 12;
  return { id: `q${index}`, sense, bound: dice.whole(0, typical), pairs, coefficients };
}

export const LEVEL_LISTS: readonly Level[][] = [
  ['matched', 'score'],
  ['score'],
  ['matched'],
  ['score', 'matched'],
  ['matched', 'weakest', 'score'],
  ['matched', 'leximin'],
  ['matched', 'leximin', 'score'],
  ['matched', 'score', 'weakest'],
  ['matched', 'score', 'leximin'],
  ['score', 'matched', 'weakest', 'leximin'],
  [...LEVELS],
];

/** Small enough to try every choice of pairs: at most 16 pairs. */
export function smallProblem(seed: number): Problem {
  const dice = diceOf(seed * 7919 + 1);
  const participants = dice.whole(1, 4);
  const mentors = dice.whole(1, 4);
  return randomProblem(seed, {
    participants,
    mentors,
    density: 0.3 + 0.7 * dice.random(),
    bestScore: dice.random() < 0.5 ? 6 : 100,
    capacity: dice.whole(1, 3),
    quotas: dice.random() < 0.5 ? 0 : dice.whole(1, 3),
    minima: dice.random() < 0.6 ? 0 : 0.4,
    pins: dice.random() < 0.7 ? 0 : dice.whole(1, 3),
    levels: LEVEL_LISTS[seed % LEVEL_LISTS.length] ?? ['matched', 'score'],
  });
}
