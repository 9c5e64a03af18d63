import type { Decision } from '#solver/contract/policy/policy.ts';
import type { ExploreReply } from '../api/client.ts';

/** Weightings that are asked for around the one of now. */
export const DRAWS = 500;
/** A pair that holds in so many of a hundred nearby weightings is called steady. */
export const STEADY_PERCENT = 95;

/** How the pairs of the best match stand when the weights are not exactly what was meant. */
export interface Nearby {
  /** Weightings that were tried; fewer than asked for where the time ended first. */
  draws: number;
  isPartial: boolean;
  /** How many pairs are steady. */
  steady: number;
  /** In how many of the weightings a pair holds; undefined for a pair that is not in the match. */
  heldOf: (pair: Decision) => number | undefined;
}

const keyOf = ({ participant, mentor }: Decision) => JSON.stringify([participant, mentor]);

/** Undefined where the time ended before anything was tried. */
export function nearbyFrom({
  answer,
  partial,
}: Pick<ExploreReply<'robustness'>, 'answer' | 'partial'>): Nearby | undefined {
  const { draws, pairs, held, participants, mentors } = answer;
  if (draws === 0) return undefined;
  const byPair = new Map(
    pairs.map(([p, m], at) => [
      keyOf({ participant: participants[p] ?? '', mentor: mentors[m] ?? '' }),
      held[at] ?? 0,
    ]),
  );
  return {
    draws,
    isPartial: partial || draws < DRAWS,
    steady: held.filter((one) => isSteady(one, draws)).length,
    heldOf: (pair) => byPair.get(keyOf(pair)),
  };
}

function isSteady(held: number, draws: number): boolean {
  return held * 100 >= STEADY_PERCENT * draws;
}

/** "Stays together in 94 % of 500 tries with slightly other weights."; undefined for a pair that was not asked about. */
export function nearbyWords(nearby: Nearby, pair: Decision): string | undefined {
  const held = nearby.heldOf(pair);
  if (held === undefined) return undefined;
  // Rounded down: all means every one.
  const percent = Math.floor((held * 100) / nearby.draws);
  const tried = nearby.isPartial ? ' (more were not tried in the time)' : '';
  return `Stays together in ${percent}\u00a0% of ${nearby.draws.toLocaleString('en')} tries with slightly other weights${tried}.`;
}

/** The same for a steady pair alone. */
export function steadyPairWords(nearby: Nearby, pair: Decision): string | undefined {
  const held = nearby.heldOf(pair);
  return held !== undefined && isSteady(held, nearby.draws) ? nearbyWords(nearby, pair) : undefined;
}

/** "26 steady pairs", for the verdict. */
export function steadyCountWords({ steady, isPartial }: Nearby): string {
  const number = steady === 0 ? 'no' : steady.toLocaleString('en');
  return `${isPartial ? 'about ' : ''}${number} steady ${steady === 1 ? 'pair' : 'pairs'}`;
}
