import type { Shortage } from '../../contract/explore/shortage.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Resolve } from '../resolve.ts';

/** What stays unmatched with the quotas, and how many pairs more each of them costs: a solve for each quota. */
export function reliefByQuota(problem: Problem, resolve: Resolve): NonNullable<Shortage['quotas']> {
  const matchedWith = (quotas: Problem['quotas']) => {
    const outcome = resolve({ ...problem, quotas, levels: ['matched'] });
    return outcome.status === 'optimal' ? outcome.matched : null;
  };
  const asked = problem.participants.reduce((sum, { max }) => sum + max, 0);
  const matched = matchedWith(problem.quotas);
  return {
    unmatched: matched === null ? null : asked - matched,
    relief: problem.quotas.map((quota) => {
      const without = matchedWith(problem.quotas.filter((other) => other !== quota));
      return { quota: quota.id, matched: without === null ? null : without - (matched ?? 0) };
    }),
  };
}
