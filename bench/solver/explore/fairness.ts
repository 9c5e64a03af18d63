import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { frontierOf } from '#solver/explore/fairness/frontier.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const unasked = () => {
  throw new Error('a problem without quotas needs no other solve');
};

/** The whole frontier between the weakest pair and the total; and the gaps of groups of 2 to 12 kinds. */
export function timeFairness(): ExploreTiming[] {
  return [60, 200, 1000].flatMap((side) =>
    [structuredDense(side, 'o', 1), minnesota(side, 1)].flatMap((instance) => timed(instance, side)),
  );
}

function timed({ name, problem }: Instance, side: number): ExploreTiming[] {
  const { points } = frontierOf(problem, unasked);
  if (points.some(({ score }, at) => score >= (points[at - 1]?.score ?? Infinity)))
    throw new Error(`${name}: a point of the frontier is no worse than the one before`);
  const pairs = points[0]?.pairs ?? [];
  const groupings = [2, 5, 12].map((kinds) => ({
    id: `of ${kinds} kinds`,
    side: 'participant' as const,
    isConfidential: false,
    labels: problem.participants.map((_, at) => [String(at % kinds)]),
  }));
  const question = { groupings, fitOf: (score: number) => score, seed: 1 };
  const { groupings: told } = fairnessOf(problem, pairs, question);
  const exact = told.flatMap(({ groups }) => groups).filter(({ fitGap }) => fitGap?.method === 'exact');
  const runs = side < 1000 ? 5 : 1;
  const entry = (asked: string, ask: () => unknown): ExploreTiming => ({
    question: 'fairness',
    instance: name,
    asked,
    ...timedQuestions(1, Array<() => unknown>(runs).fill(ask)),
  });
  return [
    entry(`the frontier, ${points.length} points`, () => frontierOf(problem, unasked)),
    entry(`19 groups, ${exact.length} fits exactly`, () => fairnessOf(problem, pairs, question)),
  ];
}
