import type { Forcing } from '#solver/contract/explore/forcing.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { canonicalBest } from '#solver/explore/forcing/canonical-best.ts';
import { cycleLengths } from '#solver/explore/forcing/cycle-lengths.ts';
import { exchangesOf } from '#solver/explore/forcing/exchanges.ts';
import { forcedMatch } from '#solver/explore/forcing/forced-match.ts';
import { forcingOf } from '#solver/explore/forcing/forcing.ts';
import { standingOf } from '#solver/explore/standing.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { solve } from '#solver/solve.ts';
import type { Instance } from '../families/instance.ts';
import { minnesota } from '../families/minnesota.ts';
import { structuredDense } from '../families/structured.ts';
import { timedQuestions } from './timing.ts';
import type { ExploreTiming } from './timing.ts';
import { weighedCohort } from './weighed-cohort.ts';

const WARM_UP = 5;
const CHECKED = 5;

const unasked = () => {
  throw new Error('a problem without quotas needs no other solve');
};

/** The grid of the costs of all pairs: from the best match on, and with everything from the problem to the answer; and one match on request. */
export function timeForcing(engines: Engines): ExploreTiming[] {
  const pure = [60, 200, 1000].flatMap((side) =>
    [structuredDense(side, 'o', 1), structuredDense(side, 'b', 1), minnesota(side, 1)].flatMap((instance) =>
      timed(instance, side < 1000 ? 15 : 5, engines),
    ),
  );
  return [...pure, ...WITH_QUOTAS.map((amounts) => timedWithQuotas(amounts, engines))];
}

/** Amounts of the programme's quotas: as it ships them, which bind nothing here, and so many pairs across types that they do. */
const WITH_QUOTAS = [
  [3, 30],
  [40, 0],
] as const;

/** The grid where quotas count: how many of the pairs take a solve of their own. */
function timedWithQuotas(amounts: readonly [number, number], engines: Engines): ExploreTiming {
  const { name, compiled, policy } = weighedCohort(60, 10);
  const quotas = policy.quotas.map((quota, index) => {
    const value = amounts[index] ?? 0;
    return { ...quota, on: value > 0, amount: { ...quota.amount, value } };
  });
  const { problem } = scoreCohort(compiled, { ...policy, quotas });
  let solves = 0;
  const resolve = (one: Problem) => {
    solves += 1;
    return solve(one, { engines, engine: 'auto' });
  };
  const ask = () => forcingOf(problem, { resolve, budget: { remainingMs: () => Infinity } });
  const timing = timedQuestions(0, [ask]);
  const asked = `all ${problem.pairs.score.length} pairs under ${problem.quotas.length} quotas (${amounts.join(', ')}), ${solves} solves`;
  return { question: 'forcing', instance: name, asked, ...timing };
}

function timed({ name, problem }: Instance, runs: number, engines: Engines): ExploreTiming[] {
  const answer = forcingOf(problem, { resolve: unasked, budget: { remainingMs: () => Infinity } });
  const asked = checkedPairs(problem, answer, engines);
  const standing = standingOf(problem);
  if (!standing) throw new Error(`${name} has no match`);
  const exchanges = exchangesOf(canonicalBest(standing));
  const entry = (what: string, ask: () => unknown): ExploreTiming => ({
    question: 'forcing',
    instance: name,
    asked: what,
    ...timedQuestions(WARM_UP, Array<() => unknown>(runs).fill(ask)),
  });
  return [
    entry(`the grid of ${problem.pairs.score.length} pairs from the best match`, () =>
      cycleLengths(exchanges),
    ),
    entry('the whole answer', () =>
      forcingOf(problem, { resolve: unasked, budget: { remainingMs: () => Infinity } }),
    ),
    entry('the match with one pair', () => asked && forcedMatch(problem, asked, 'with', unasked)),
  ];
}

/** Some pairs are solved with a pin; the last of them. */
function checkedPairs(problem: Problem, { force }: Forcing, engines: Engines) {
  const best = solve(problem, { engines, engine: 'auto' });
  const count = problem.pairs.score.length;
  let asked: { participant: number; mentor: number } | undefined;
  for (let check = 0; check < CHECKED; check += 1) {
    const pair = Math.floor(((check + 0.5) * count) / CHECKED);
    const pinned = solve({ ...problem, pinned: [pair] }, { engines, engine: 'auto' });
    const isRight =
      best.status === 'optimal' &&
      pinned.status === 'optimal' &&
      best.matched - pinned.matched === force.matched[pair] &&
      best.score - pinned.score === force.score[pair];
    if (!isRight) throw new Error(`the cost of pair ${pair} is not what a solve with it loses`);
    asked = {
      participant: problem.pairs.participant[pair] as number,
      mentor: problem.pairs.mentor[pair] as number,
    };
  }
  return asked;
}
