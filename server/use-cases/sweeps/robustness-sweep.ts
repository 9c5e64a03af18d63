import { joinedRobustness } from '#solver/contract/explore/joined-robustness.ts';
import type { HeldInDraws } from '#solver/contract/explore/joined-robustness.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import type { SweepJobs } from '../../jobs/sweep-jobs.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';
import { taskAbout } from './about-cohort.ts';
import type { AboutCohort } from './about-cohort.ts';
import { partOf } from './sweep.ts';
import type { DoPart, Sweep } from './sweep.ts';

interface RobustnessAsk extends AboutCohort {
  seed: number;
  draws: number;
  spread: number;
}

/** Draws of a piece: a tenth of a second at 60 a side, where ten times as many people take a hundred times as long; half a minute at 1,000. */
const FEW_PEOPLE = 200;
const DRAWS_OF_FEW = 500;
const DRAWS = 100;

/** Each piece draws weightings of its own numbers from the seed. */
export const ROBUSTNESS: Sweep<RobustnessAsk, Robustness> = {
  kind: 'robustness',
  ofPiece: ({ people }) => (people !== undefined && people <= FEW_PEOPLE ? DRAWS_OF_FEW : DRAWS),
  countOf: ({ draws }) => draws,
  join({ draws }, [first, ...others]) {
    if (first?.piece !== 0) return null;
    return joinedRobustness(partOf<Robustness>(first), others.map(partOf<HeldInDraws>), draws);
  },
};

export function robustnessParts(snapshots: CohortSnapshots, sweeps: SweepJobs): DoPart<RobustnessAsk> {
  return async (part, stop) => {
    const { seed, spread } = part.ask;
    const some = { seed, spread, from: part.from, draws: part.count };
    return sweeps.robustness({ ...(await taskAbout(snapshots, part)), some }, stop);
  };
}
