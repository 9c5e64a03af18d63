import type { Robustness } from './robustness.ts';

/** In how many of some drawn weightings each pair of the present match holds, in the order in which the pairs are told, and the whole match. */
export type HeldInDraws = Pick<Robustness, 'draws' | 'held' | 'wholeHeld'>;

/**
 * A robustness with what other draws of the same question add to it: sums, so the order does not matter. `asked` draws were asked for in all; it is
 * partial as long as some are missing.
 */
export function joinedRobustness(
  first: Robustness,
  others: readonly HeldInDraws[],
  asked: number,
): Robustness {
  const held = [...first.held];
  let { draws, wholeHeld } = first;
  for (const other of others) {
    draws += other.draws;
    wholeHeld += other.wholeHeld;
    for (const [pair, count] of other.held.entries()) held[pair] = (held[pair] ?? 0) + count;
  }
  const joined = { ...first, held, draws, wholeHeld, partial: first.partial || draws < asked };
  return { ...joined, sentence: robustnessSentence(joined) };
}

/** Says it in a sentence. */
export function robustnessSentence({
  held,
  wholeHeld,
  draws,
  spread,
  radius: { weight, proven },
}: Pick<Robustness, 'held' | 'wholeHeld' | 'draws' | 'spread' | 'radius'>): string {
  if (draws === 0) return 'The time ended before a weighting was drawn and solved.';
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const mean = held.length === 0 ? 1 : held.reduce((sum, count) => sum + count, 0) / (held.length * draws);
  const far = `${proven ? '' : 'at most '}${shown(weight.numerator / weight.denominator)}`;
  return `With weights up to ${percent(spread)} off, a pair holds in ${percent(mean)} of ${draws} weightings, the whole match in ${percent(wholeHeld / draws)}; the match stays one of the best as long as no weight moves by more than ${far}.`;
}

/** Two figures that mean something: a radius may be small. */
function shown(radius: number): string {
  return `${Number(radius.toPrecision(2))}`;
}
