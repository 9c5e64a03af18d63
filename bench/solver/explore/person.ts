import { personOf } from '#solver/explore/person/person.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const RUNS = 9;
const MOST = 20;

const searches = {
  resolve: () => {
    throw new Error('a problem without quotas needs no other solve');
  },
  budget: { remainingMs: () => Infinity },
};

/** The twenty best partners of somebody, with what stands in the way of each; from the problem on. */
export function timePerson(): ExploreTiming[] {
  return [60, 200, 1000].flatMap((side) =>
    [structuredDense(side, 'o', 1), minnesota(side, 1)].map(({ name, problem }) => ({
      question: 'person',
      instance: name,
      asked: `the ${MOST} best partners`,
      ...timedQuestions(
        2,
        Array.from({ length: RUNS }, (_, index) => () => {
          const person = { side: 'participant', index } as const;
          return personOf(problem, { person, fitOf: (score) => score, most: MOST }, searches);
        }),
      ),
    })),
  );
}
