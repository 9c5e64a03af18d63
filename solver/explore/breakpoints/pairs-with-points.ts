import type { Breakpoints, CriterionBreakpoints } from '../../contract/explore/breakpoints.ts';
import type { Weighing } from '../weights/weighing.ts';

/** Every pair of the problem that stands in one of the intervals, sorted, with its points. One pass over the pairs. */
export function pairsWithPoints({ problem, criteria }: Weighing, found: readonly CriterionBreakpoints[]) {
  const { participant, mentor } = problem.pairs;
  const keyOf = (one: number, other: number) => one * problem.mentors.length + other;
  const wanted = new Set<number>();
  for (const { intervals } of found)
    for (const { pairs } of intervals) for (const [one, other] of pairs) wanted.add(keyOf(one, other));
  const told: Breakpoints['pairs'] = [];
  for (let pair = 0; pair < participant.length; pair += 1) {
    const ends: [number, number] = [participant[pair] as number, mentor[pair] as number];
    if (wanted.has(keyOf(...ends)))
      told.push({ pair: ends, points: criteria.map(({ points }) => points[pair] as number) });
  }
  return told.sort((a, b) => keyOf(...a.pair) - keyOf(...b.pair));
}
