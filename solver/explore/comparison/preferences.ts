import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Weighing } from '../weights/weighing.ts';

/** How much each side likes each pair, in the order of the problem's pairs; more is better. */
export interface Preferences {
  readonly participant: ArrayLike<number>;
  readonly mentor: ArrayLike<number>;
}

/** Both sides go by the pair's score. */
export function byScore({ pairs }: Problem): Preferences {
  return { participant: pairs.score, mentor: pairs.score };
}

/** Ids of the criteria that each side cares about. */
export interface OwnCriteria {
  readonly participant: readonly string[];
  readonly mentor: readonly string[];
}

/** Each side goes by the points of its own criteria, under the policy's weights (in thousandths). Throws INVALID_INPUT for an unknown criterion. */
export function byCriteria({ problem, criteria }: Weighing, own: OwnCriteria): Preferences {
  const sumOf = (ids: readonly string[]) => {
    const sums = new Float64Array(problem.pairs.score.length);
    for (const id of ids) {
      const criterion = criteria.find((candidate) => candidate.id === id) ?? unknownCriterion(id);
      for (let pair = 0; pair < sums.length; pair += 1)
        sums[pair] = (sums[pair] as number) + criterion.thousandths * (criterion.points[pair] as number);
    }
    return sums;
  };
  return { participant: sumOf(own.participant), mentor: sumOf(own.mentor) };
}

function unknownCriterion(id: string): never {
  throw new MileError(
    'INVALID_INPUT',
    `The policy has no criterion "${id}". Choose from the criteria of the policy.`,
    { criterion: id },
  );
}
