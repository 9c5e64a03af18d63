import type { AgreementPattern } from '../../charts/agreement.ts';
import type { Comparison } from './comparison.ts';

/** In how many participants the sets agree in which way, the most frequent first. */
export function agreementPatterns({ groups, same }: Comparison): AgreementPattern[] {
  const rows = [...same, ...groups.flatMap((group) => group.rows)];
  return [...Map.groupBy(rows, ({ sides }) => sides.join(' '))]
    .map(([key, alike]) => ({ key, sides: numbered(alike[0]?.sides ?? []), count: alike.length }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Sides counted from 0 without gaps, in order of appearance. */
function numbered(sides: readonly number[]): number[] {
  const order = [...new Set(sides)];
  return sides.map((side) => order.indexOf(side));
}
