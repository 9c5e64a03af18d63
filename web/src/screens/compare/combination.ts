import type { Decision } from '#solver/contract/policy/policy.ts';
import type { Comparison, Row } from './comparison.ts';

/** Which set each group is taken from, in the order of the groups; what is missing is taken from the first. */
export type Choice = readonly number[];

export interface Combination {
  pairs: Decision[];
  matched: number;
  unmatched: number;
  /** Points of pair fit against the first set, in tenths. */
  delta: number;
  /** The smallest fit of a pair, in tenths; undefined where nobody is matched. */
  weakest: number | undefined;
  /** The set that it is, where all groups come from one. */
  whole: number | undefined;
}

/** The match that takes each group from the chosen set. Groups share nobody, so every choice keeps everybody's places. */
export function combine({ groups, same }: Comparison, choice: Choice): Combination {
  const rows = [
    ...same.map((row) => ({ row, from: 0 })),
    ...groups.flatMap((group, at) => group.rows.map((row) => ({ row, from: choice[at] ?? 0 }))),
  ];
  const partners = rows.map(({ row, from }) => row.partners[from] ?? []);
  const fits = partners.flat().map(({ fit }) => fit);
  const [first = 0, ...others] = groups.map((_, at) => choice[at] ?? 0);
  return {
    pairs: rows.flatMap(({ row, from }) => couplesOf(row, from)),
    matched: fits.length,
    unmatched: partners.filter(({ length }) => length === 0).length,
    delta: groups.reduce((sum, group, at) => sum + (group.deltas[choice[at] ?? 0] ?? 0), 0),
    weakest: fits.length === 0 ? undefined : Math.min(...fits),
    whole: others.every((one) => one === first) ? first : undefined,
  };
}

function couplesOf({ participant, partners }: Row, from: number): Decision[] {
  return (partners[from] ?? []).map(({ id }) => ({ participant, mentor: id }));
}
