import type { Dot } from '../../../charts/dot-strip.ts';
import { counted } from '../../../parts/counted.ts';
import { fitWords, tenthsOf } from '../../../parts/fit-words.ts';
import type { Shown } from '../../../session/bench-session.svelte.ts';
import { fitOf } from '../../../session/weights.ts';
import { pairWords, type NameOf } from '../words.ts';

/** A dot for each pair of a match at its fit under the match's own weights; none where nothing has a weight. */
export function fitDots({ match, policy }: Shown, nameOf: NameOf): Dot[] {
  return match.pairs.flatMap((pair) => {
    const fit = fitOf(pair.points, policy);
    if (fit === undefined) return [];
    return [
      {
        key: `${pair.participant} ${pair.mentor}`,
        label: pairWords(pair, nameOf),
        value: tenthsOf(fit) / 10,
      },
    ];
  });
}

/** "24 pairs: half of them fit 71.2 or better, the weakest 41.0 (Kai → Jun)." */
export function fitsWords(dots: readonly Dot[]): string {
  const sorted = dots.toSorted((a, b) => a.value - b.value);
  const [weakest] = sorted;
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!weakest || !middle) return 'No pairs.';
  return `${counted(dots.length, 'pair')}: half of them fit ${fitWords(middle.value)} or better, the weakest ${fitWords(weakest.value)} (${weakest.label}).`;
}
