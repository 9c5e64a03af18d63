import { joinedPareto } from '#solver/contract/explore/joined-pareto.ts';
import type { Pareto } from '#solver/contract/explore/pareto.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { SweepJobs } from '../../jobs/sweep-jobs.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';
import { taskAbout } from './about-cohort.ts';
import type { AboutCohort } from './about-cohort.ts';
import { partOf } from './sweep.ts';
import type { DoPart, Sweep } from './sweep.ts';

interface ParetoAsk extends AboutCohort {
  baseline?: Decision[] | undefined;
  fewer: number;
}

/** Ranges of the weakest score. More would be fairer to many workers, and each costs a solve for its beginning. */
const RANGES = 64;

/** Each piece looks at the matches whose weakest score lies in a range of its own. */
export const PARETO: Sweep<ParetoAsk, Pareto> = {
  kind: 'pareto',
  ofPiece: () => 1,
  countOf: () => RANGES,
  join(_, [first, ...others], of) {
    return first ? joinedPareto(partOf<Pareto>(first), others.map(partOf<Pareto>), of) : null;
  },
};

export function paretoParts(snapshots: CohortSnapshots, sweeps: SweepJobs): DoPart<ParetoAsk> {
  return async (part, stop) => {
    const { baseline, fewer } = part.ask;
    const range = { baseline, fewer, part: part.piece, parts: part.of };
    return sweeps.pareto({ ...(await taskAbout(snapshots, part)), range }, stop);
  };
}
