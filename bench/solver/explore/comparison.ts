import { blockingPairs } from '#solver/explore/comparison/blocking.ts';
import { comparisonOf } from '#solver/explore/comparison/comparison.ts';
import { byScore } from '#solver/explore/comparison/preferences.ts';
import { deferredReference, greedyReference } from '#solver/explore/comparison/reference.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const RUNS = 9;
const LISTED = 100;

/** Simple rules, their blocking pairs, and what lies between two of them. */
export function timeComparison(): ExploreTiming[] {
  return [60, 1000].flatMap((side) => [structuredDense(side, 'o', 1), minnesota(side, 1)].flatMap(timed));
}

function timed({ name, problem }: Instance): ExploreTiming[] {
  const liking = byScore(problem);
  const stable = deferredReference(problem, liking).pairs;
  if (blockingPairs(problem, stable, liking, LISTED).count > 0)
    throw new Error(`${name}: deferred acceptance left a blocking pair`);
  const greedy = greedyReference(problem).pairs;
  const entry = (asked: string, ask: () => unknown): ExploreTiming => ({
    question: 'comparison',
    instance: name,
    asked,
    ...timedQuestions(2, Array<() => unknown>(RUNS).fill(ask)),
  });
  return [
    entry('the best pair first', () => greedyReference(problem)),
    entry('deferred acceptance', () => deferredReference(problem, liking)),
    entry('blocking pairs', () => blockingPairs(problem, greedy, liking, LISTED)),
    entry('what lies between', () => comparisonOf(problem, greedy, stable)),
  ];
}
