import { weightThousandths } from '../../contract/policy/criteria.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import { pointsOf } from './points.ts';

/** A criterion with its weight and what it gives to every pair. */
export interface WeighedCriterion {
  readonly id: string;
  readonly label: string;
  /** The weight in thousandths, from 0 to MOST_THOUSANDTHS. */
  readonly thousandths: number;
  /** Whole points of each pair, in the order of the problem's pairs. */
  readonly points: Int32Array;
}

/** A problem whose scores are left open: weights times points. What is asked about weights is asked of this. */
export interface Weighing {
  readonly problem: Problem;
  readonly criteria: readonly WeighedCriterion[];
}

/** The allowed pairs of a policy with the points of each criterion. Throws what `scoreCohort` throws. */
export function weighingOf(compiled: CompiledCohort, policy: Policy): Weighing {
  const { problem, pairs } = scoreCohort(compiled, policy);
  return {
    problem,
    criteria: policy.criteria.map((criterion) => ({
      id: criterion.id,
      label: criterion.label,
      thousandths: weightThousandths(criterion),
      points: pointsOf(compiled, criterion, pairs),
    })),
  };
}
