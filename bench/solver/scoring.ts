import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { median } from '../median.ts';
import { minnesotaProgramme } from './families/minnesota.ts';
import { withMovedWeight } from './moved-weight.ts';

export interface ScoringTiming {
  size: string;
  allowedPairs: number;
  /** Features made ready for the first time, and the first scores. */
  firstMs: number;
  /** Every rule and every measure over all pairs anew, on features that are ready. */
  allPairsMs: number;
  /** Scores anew after one weight moved. */
  againMs: number;
}

/** The same rules, one of them with another label, so that nothing kept answers for it. */
function withTouchedRule(policy: Policy, round: number): Policy {
  const [first, ...rest] = policy.rules;
  return first ? { ...policy, rules: [{ ...first, label: `${first.label} ${round}` }, ...rest] } : policy;
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Scoring all pairs with every measure of the default programme. */
export function timeScoring(side: number, rounds: number): ScoringTiming {
  const programme = minnesotaProgramme();
  const { policy } = programme;
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const times = { first: [] as number[], allPairs: [] as number[], again: [] as number[] };
  let allowedPairs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const compiled = compileCohort(cohort, programme);
    allowedPairs = scoreCohort(compiled, policy).allowedPairs;
    times.first.push(performance.now() - begun);
    const touched = withTouchedRule(policy, round);
    times.allPairs.push(timed(() => scoreCohort(compiled, touched)));
    times.again.push(timed(() => scoreCohort(compiled, withMovedWeight(touched, round))));
  }
  return {
    size: `${side} x ${side}`,
    allowedPairs,
    firstMs: median(times.first),
    allPairsMs: median(times.allPairs),
    againMs: median(times.again),
  };
}
