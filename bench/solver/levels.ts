import type { Level, Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { median } from '../median.ts';
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
/** A first solve that took longer is not repeated. */
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
  const runs: { ms: number; status: string }[] = [];
  do {
    const begun = performance.now();
    const { status } = solve(problem, {
      engines,
      engine: 'auto',
      clock: () => performance.now(),
      deadlineMs: LIMIT_MS,
    });
    runs.push({ ms: performance.now() - begun, status });
  } while (runs.length <= ROUNDS && (runs[0]?.ms ?? 0) < SLOW_MS);
  const counted = runs.length > 1 ? runs.slice(1) : runs;
  return {
    instance,
    levels: problem.levels.join(', '),
    runs: counted.length,
    ms: median(counted.map(({ ms }) => ms)),
    status: runs.at(-1)?.status ?? '',
  };
}
