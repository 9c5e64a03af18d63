import type { Engines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { solve } from '#solver/solve.ts';
import { median, quantile } from '../median.ts';
import { minnesotaProgramme } from './families/minnesota.ts';
import { withMovedWeight } from './moved-weight.ts';

export interface PolicyChangeTiming {
  readonly size: string;
  readonly rounds: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Medians of the two parts: new scores, and the solve with its certificate. */
  readonly scoreMs: number;
  readonly solveMs: number;
}

const WARM_UP = 20;

/** What a worker does after a slider moved: scores with one weight changed, then a match with its accepted certificate. */
export function timePolicyChange(side: number, rounds: number, engines: Engines): PolicyChangeTiming {
  const programme = minnesotaProgramme();
  const compiled = compileCohort(
    simulateCohort({ programme, participants: side, mentors: side, seed: 1 }),
    programme,
  );
  const samples: { scoreMs: number; solveMs: number }[] = [];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const policy = withMovedWeight(programme.policy, round);
    const begun = performance.now();
    const { problem } = scoreCohort(compiled, policy);
    const scored = performance.now();
    const { status } = solve(problem, { engines, engine: 'auto', clock: () => performance.now() });
    if (status !== 'optimal') throw new Error(`a changed policy ended ${status}`);
    if (round >= WARM_UP) samples.push({ scoreMs: scored - begun, solveMs: performance.now() - scored });
  }
  const totals = samples.map(({ scoreMs, solveMs }) => scoreMs + solveMs);
  return {
    size: `${side} x ${side}`,
    rounds,
    medianMs: median(totals),
    p95Ms: quantile(totals, 0.95),
    scoreMs: median(samples.map(({ scoreMs }) => scoreMs)),
    solveMs: median(samples.map(({ solveMs }) => solveMs)),
  };
}
