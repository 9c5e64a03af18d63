import type { Breakpoints, CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';

type Fraction = CriterionBreakpoints['steady']['from'];

export const fraction = (numerator: number, denominator = 1): Fraction => ({ numerator, denominator });

/** The breakpoints of a policy's first criterion: at these weights one participant's mentor becomes another. */
export function breakpointsAt(policy: Policy, weights: readonly Fraction[], isExact = true): Breakpoints {
  const participants = ['ana', 'ben'];
  const mentors = weights.map((_, at) => `m${at}`).concat('last', 'rest');
  const ends = [fraction(0), ...weights, fraction(10)];
  const rest = mentors.length - 1;
  const pairsOf = (at: number): [number, number][] => [
    [0, at],
    [1, rest],
  ];
  const [criterion] = policy.criteria;
  return {
    format: 'mile-breakpoints/1',
    participants,
    mentors,
    criteria: [
      {
        criterion: criterion?.id ?? '',
        weight: criterion?.weight ?? 0,
        isExact,
        isProven: true,
        breakpoints: weights.map((weight) => ({ weight, moved: ['ana'] })),
        intervals: ends.slice(1).map((to, at) => ({
          from: ends[at] as Fraction,
          to,
          pairs: pairsOf(at),
          fixedTenths: 0,
          points: 0,
        })),
        steady: { from: fraction(0), to: fraction(10) },
        sentence: '',
      },
    ],
    pairs: [...pairsOf(0), ...mentors.slice(1, -1).map((_, at): [number, number] => [0, at + 1])].map(
      (pair) => ({
        pair,
        points: policy.criteria.map(() => 100 * (pair[1] + 1)),
      }),
    ),
  };
}
