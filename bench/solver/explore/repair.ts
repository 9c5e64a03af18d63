import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Gone } from '#solver/explore/repair/gone.ts';
import { repairOf } from '#solver/explore/repair/repair.ts';
import { solve } from '#solver/solve.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';

const DROPOUTS = 12;
const WARM_UP = 4;

type Pairs = readonly (readonly [number, number])[];
type Resolve = (problem: Problem) => ReturnType<typeof solve>;

/** The whole curve after one person drops out, of a best match and of one that was the best at other scores. */
export function timeRepair(engines: Engines): ExploreTiming[] {
  const resolve = (asked: Problem) => solve(asked, { engines, engine: 'auto' });
  const instances = [
    structuredDense(60, 'o', 1),
    minnesota(60, 1),
    structuredDense(60, 'b', 1),
    structuredDense(200, 'o', 1),
  ];
  return instances.flatMap(({ name, problem }) => [
    ...timedDropouts({ name, problem }, 'best', matchOf(problem, resolve), resolve),
    ...timedDropouts({ name, problem }, 'older', matchOf(olderOf(problem), resolve), resolve),
  ]);
}

function matchOf(problem: Problem, resolve: Resolve): Pairs {
  const outcome = resolve(problem);
  if (outcome.status !== 'optimal') throw new Error(`the match is ${outcome.status}`);
  return outcome.pairs;
}

/** Scores that were a little different. */
function olderOf(problem: Problem): Problem {
  const score = Array.from(problem.pairs.score, (now, pair) => Math.max(0, now - ((pair * 37) % 23)));
  return { ...problem, pairs: { ...problem.pairs, score } };
}

function timedDropouts(
  { name, problem }: Pick<Instance, 'name' | 'problem'>,
  kind: string,
  pairs: Pairs,
  resolve: Resolve,
): ExploreTiming[] {
  const partnersOf = ({ side, index }: Gone) =>
    pairs.filter(([participant, mentor]) => (side === 'participant' ? participant : mentor) === index).length;
  const people = (side: Gone['side']) => problem[`${side}s`].map((_, index): Gone => ({ side, index }));
  const groups = {
    'a participant': people('participant').filter((gone) => partnersOf(gone) > 0),
    'a mentor of one': people('mentor').filter((gone) => partnersOf(gone) === 1),
    'a mentor of several': people('mentor').filter((gone) => partnersOf(gone) > 1),
  };
  return Object.entries(groups).flatMap(([who, all]) => {
    if (all.length === 0) return [];
    const asked = all
      .slice(0, DROPOUTS)
      .map(
        (gone) => () => repairOf(problem, pairs, gone, { resolve, budget: { remainingMs: () => Infinity } }),
      );
    const answers = asked.map((ask) => ask());
    if (answers.some(({ proven }) => !proven)) throw new Error(`${name}: a repair is not proven`);
    const longest = Math.max(...answers.map(({ curve }) => curve.at(-1)?.moved ?? 0));
    const what = `${who} of the ${kind} match, up to ${longest} moved`;
    return { question: 'repair', instance: name, asked: what, ...timedQuestions(WARM_UP, asked) };
  });
}
