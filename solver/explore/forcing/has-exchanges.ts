import type { Problem } from '../../contract/problem.ts';

/** Does one best match tell everything? So it is without quotas, where matched and then score is maximised, or matched alone. */
export function hasExchanges({ quotas, levels }: Problem): boolean {
  return (
    quotas.length === 0 && levels[0] === 'matched' && levels.slice(1).every((level) => level === 'score')
  );
}
