import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import type { Contender } from './contender.ts';

/**
 * The whole of ours: canonical order, every level, the certificate, and the checker within. Then, outside what is timed, the
 * checker once more from here.
 */
export async function mileMatchContender(): Promise<Contender> {
  const engines = await loadEngines();
  return (problem, { limitMs }) => {
    const outcome = solve(problem, {
      engines,
      engine: 'auto',
      clock: () => performance.now(),
      deadlineMs: limitMs,
    });
    if (outcome.status === 'unknown') return undefined;
    const check = () => {
      const { proven, reason } = verify(problem, outcome);
      if (reason !== null) throw new Error(`refused: ${reason}`);
      if (proven !== (outcome.status !== 'feasible'))
        throw new Error(`${outcome.status}, but proven: ${proven}`);
    };
    if (outcome.status === 'infeasible') return { matched: 0, score: 0, nothingFits: true, check };
    const { matched, score, timings, relativeGap } = outcome;
    const gap = outcome.status === 'optimal' ? {} : { gap: relativeGap };
    return { matched, score, ...gap, phases: { ...timings }, check };
  };
}
