import type { Level, Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { median } from '../median.ts';
import { WARM_UP_MS } from './compare.ts';
import { structuredDense } from './families/structured.ts';

export interface LevelsTiming {
  readonly instance: string;
  readonly levels: string;
  readonly runs: number;
  readonly ms: number;
  /** `optimal`, or how it ended at the limit. */
  readonly status: string;
}

const LIMIT_MS = 20_000;
const ROUNDS = 5;
/** A solve that took longer is not repeated. */
const SLOW_MS = 2_000;

/** The fair levels on structured cohorts, ours alone: the peers know a total only. */
export function timeLevels(engines: Engines, report: (line: string) => void): LevelsTiming[] {
  const ladders: Level[][] = [
    ['matched', 'weakest', 'score'],
    ['matched', 'leximin'],
  ];
  return [60, 1000].flatMap((side) => {
    const { name, problem } = structuredDense(side, 'o', 1);
    return ladders.map((levels) => {
      report(`${name}: ${levels.join(', ')}`);
      return timed(name, { ...problem, levels }, engines);
    });
  });
}

function timed(instance: string, problem: Problem, engines: Engines): LevelsTiming {
  const once = () => {
    const begun = performance.now();
    const { status } = solve(problem, {
      engines,
      engine: 'auto',
      clock: () => performance.now(),
      deadlineMs: LIMIT_MS,
    });
    return { ms: performance.now() - begun, status };
  };
  let last = once();
  for (let spent = last.ms; spent < WARM_UP_MS; spent += last.ms) last = once();
  const counted = last.ms < SLOW_MS ? Array.from({ length: ROUNDS }, once) : [last];
  return {
    instance,
    levels: problem.levels.join(', '),
    runs: counted.length,
    ms: median(counted.map(({ ms }) => ms)),
    status: counted.at(-1)?.status ?? '',
  };
}
