import { diverseMatches } from '#solver/explore/ties/diverse.ts';
import { rankingOf } from '#solver/explore/ties/ranking.ts';
import { tiesOf } from '#solver/explore/ties/ties.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const WARM_UP = 5;
const RUNS = 15;
const RANKED = 10;
const DIVERSE = 4;
/** Of the score: half a pair's worth. */
const LOSS = 500;

const searches = {
  resolve: () => {
    throw new Error('a problem without quotas needs no other solve');
  },
  budget: { remainingMs: () => Infinity },
};

/** The best matches beside each other: which pairs they share and how many there are; the ten best; four that differ. */
export function timeTies(): ExploreTiming[] {
  return [60, 200].flatMap((side) =>
    [structuredDense(side, 'o', 1), structuredDense(side, 'b', 1), minnesota(side, 1)].flatMap(timed),
  );
}

function timed({ name, problem }: Instance): ExploreTiming[] {
  const entry = (asked: string, ask: () => unknown): ExploreTiming => ({
    question: 'ties',
    instance: name,
    asked,
    ...timedQuestions(WARM_UP, Array<() => unknown>(RUNS).fill(ask)),
  });
  const { count } = tiesOf(problem, searches);
  const ranking = rankingOf(problem, RANKED, searches);
  if (ranking.matches.some(({ score }, at) => score > (ranking.matches[at - 1]?.score ?? Infinity)))
    throw new Error(`${name}: a match stands behind a worse one`);
  return [
    entry(`best matches: ${count ?? 'more than 1,000'}`, () => tiesOf(problem, searches)),
    entry(`the ${RANKED} best matches`, () => rankingOf(problem, RANKED, searches)),
    entry(`${DIVERSE} that differ`, () => diverseMatches(problem, DIVERSE, LOSS)),
  ];
}
