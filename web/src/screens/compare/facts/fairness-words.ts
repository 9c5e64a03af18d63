import type { FairnessGroup, Gap } from '#solver/contract/explore/fairness.ts';

/** p at which a gap is called more than chance, after Holm's correction. */
const LEVEL = 0.05;

/** "12.4 below the others: so large a gap comes 3 times in 100 by chance". */
export function gapWords({ gap, p, adjusted }: Gap): string {
  const size = Math.abs(gap).toFixed(1);
  if (size === '0.0') return 'as the others';
  const often = `so large a gap comes ${oftenWords(p)} by chance (p ${pWords(p)})`;
  const verdict =
    adjusted < LEVEL ? `. More than chance, also with all groups counted (p ${pWords(adjusted)})` : '';
  return `${size} ${gap > 0 ? 'above' : 'below'} the others: ${often}${verdict}`;
}

function oftenWords(p: number): string {
  const inHundred = Math.round(p * 100);
  if (inHundred >= 1) return `${inHundred} ${inHundred === 1 ? 'time' : 'times'} in 100`;
  return 'less than once in 100 times';
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
      : `mean ${mean.toFixed(1)}, weakest ${weakest.toFixed(1)}`;
  return `${fits}${left > 0 && mean !== null ? `, ${left} unmatched` : ''}`;
}
