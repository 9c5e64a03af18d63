import type { Problem } from '#solver/contract/problem.ts';
import { bruteForce, compare, feasibleChoices, judge } from '../brute-force.ts';
import { LEVEL_LISTS, randomProblem, seededRandom } from '../random-problem.ts';
import { honestConflict } from './honest-conflict.ts';
import { honestOutcome } from './honest-outcome.ts';
import type { Case, Dice } from './tamper.ts';

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  return (count) => Math.floor(random() * count);
}

/** At most 6 pairs, so that a proof may try everything. */
export function tinyProblem(seed: number): Problem {
  const dice = diceOf(seed * 31 + 7);
  return randomProblem(seed, {
    participants: 1 + dice(3),
    mentors: 1 + dice(2),
    density: 0.6 + dice(5) / 10,
    bestScore: dice(2) === 0 ? 4 : 60,
    capacity: 1 + dice(3),
    quotas: dice(3),
    minima: dice(3) === 0 ? 0.4 : 0,
    pins: dice(4) === 0 ? 1 + dice(2) : 0,
    levels: LEVEL_LISTS[seed % LEVEL_LISTS.length] ?? ['matched', 'score'],
  });
}

/** A problem with a true result: the best match, a conflict, or (for every third seed) some match with its true bounds. */
export function tinyCase(seed: number): Case {
  const problem = tinyProblem(seed);
  const best = bruteForce(problem);
  if (!best) return { problem, outcome: honestConflict(problem) };
  const choices = [...feasibleChoices(problem)];
  const optimal = choices.filter((chosen) => compare(problem.levels, judge(problem, chosen), best) === 0);
  const from = seed % 3 === 0 ? choices : optimal;
  return { problem, outcome: honestOutcome(problem, from[diceOf(seed)(from.length)] ?? []) };
}
