import { OUTCOMES_OF_YEAR } from '#solver/contract/api/year.ts';
import type { Association, OutcomeOfYear } from '#solver/contract/api/year.ts';
import { goalsReached, meanOf, meetingsOf, ratingsOf } from './followed.ts';
import type { Followed } from './followed.ts';
import { interval, spearman } from './spearman.ts';

/** With fewer relationships an interval says next to nothing. */
const LEAST_RELATIONSHIPS = 10;

/** What became of a relationship, as a number that is better the larger it is; null where nothing is known yet. */
const OUTCOMES: Readonly<
  Record<OutcomeOfYear, (one: Followed, scales: ReadonlySet<string>) => number | null>
> = {
  meetings: (one) => share(meetingsOf(one).held, meetingsOf(one).planned),
  rating: (one) => meanOf(ratingsOf(one)),
  goals: (one) => share(goalsReached(one).reached, goalsReached(one).goals.length),
  survey: ({ facts }, scales) =>
    meanOf(
      facts.surveys.flatMap(({ answers }) =>
        Object.entries(answers).flatMap(([id, answer]) =>
          typeof answer === 'number' && scales.has(id) ? [answer] : [],
        ),
      ),
    ),
};

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** A relationship and what a criterion gave its pair: 0 to 1000, undefined where its policy had no such criterion. */
export type Pointed = Followed & { points: number | undefined };

/**
 * How a criterion's points and each outcome go together. It says nothing of causes, and little where all matched pairs have many points: pairs with few
 * were not made. Of twenty honest intervals one misses by chance.
 */
export function associationsOf(pairs: readonly Pointed[], scales: ReadonlySet<string>): Association[] {
  return (Object.keys(OUTCOMES_OF_YEAR) as OutcomeOfYear[]).map((outcome) => {
    const known = pairs.flatMap((pair): [number, number][] => {
      const value = OUTCOMES[outcome](pair, scales);
      return value === null || pair.points === undefined ? [] : [[pair.points, value]];
    });
    return { outcome, ...judged(known) };
  });
}

function judged(known: readonly [number, number][]): Omit<Association, 'outcome'> {
  const relationships = known.length;
  const silent = { relationships, rho: null, low: null, high: null };
  if (relationships < LEAST_RELATIONSHIPS) return { ...silent, verdict: 'too-few' };
  const rho = spearman(
    known.map(([points]) => points),
    known.map(([, value]) => value),
  );
  if (Number.isNaN(rho)) return { ...silent, verdict: 'no-spread' };
  const { low, high } = interval(rho, relationships);
  return { relationships, verdict: low > 0 ? 'together' : high < 0 ? 'against' : 'unclear', rho, low, high };
}
