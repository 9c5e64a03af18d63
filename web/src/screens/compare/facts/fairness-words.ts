import type { FairnessGroup, Gap } from '#solver/contract/explore/fairness.ts';

/** p at which a gap is called more than chance, after Holm's correction. */
const LEVEL = 0.05;

/** "12.4 below the others; so large a gap comes by chance 3 times in 100". */
export function gapWords(gap: Gap): string {
  const size = Math.abs(gap.gap);
  if (size < 0.05) return 'as the others';
  const direction = gap.gap > 0 ? 'above' : 'below';
  return `${size.toFixed(1)} ${direction} the others; ${chanceWords(gap)}`;
}

function chanceWords({ p, adjusted }: Gap): string {
  const verdict = adjusted < LEVEL ? 'hardly chance' : 'may well be chance';
  return `${verdict}: so large a gap comes about ${oftenWords(p)} when groups are dealt out at random (p ${pWords(p)}, ${pWords(adjusted)} with all tests counted)`;
}

function oftenWords(p: number): string {
  const inHundred = Math.round(p * 100);
  if (inHundred >= 1) return `${inHundred} ${inHundred === 1 ? 'time' : 'times'} in 100`;
  return 'less than once in 100';
}

function pWords(p: number): string {
  return p < 0.001 ? 'under 0.001' : p.toFixed(p < 0.1 ? 3 : 2);
}

/** "mean 71.2, weakest 54": what a group gets, as far as it may be told of so few. */
export function groupFacts({ people, matched, mean, weakest }: FairnessGroup): string {
  if (matched === null) return 'not told of so few people';
  const left = people - matched;
  const fits =
    mean === null || weakest === null
      ? 'nobody matched'
      : `mean ${mean.toFixed(1)}, weakest ${weakest.toFixed(0)}`;
  return `${fits}${left > 0 && mean !== null ? `, ${left} unmatched` : ''}`;
}
