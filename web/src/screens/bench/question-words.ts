import type { ForcedMatch } from '#solver/contract/explore/forcing.ts';
import type { PossiblePartner } from '#solver/contract/explore/person.ts';
import type { WithoutDemand } from '#solver/contract/explore/conflict.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { counted } from '../../parts/counted.ts';
import type { Ties } from '../../session/ties.ts';
import { fitOfScore } from '../../session/weights.ts';
import type { NameOf } from './words.ts';

/* The sentences of the questions put to a match: names instead of ids, points of fit instead of scores. */

type Weighed = Pick<Policy, 'criteria'>;

/** A number of points: "22", "15.6", "less than 0.1". */
export function numberWords(points: number): string {
  if (points > 0 && points < 0.1) return 'less than 0.1';
  return points.toFixed(1).replace(/\.0$/, '');
}

export function pointsWords(points: number): string {
  const number = numberWords(points);
  return `${number} ${number === '1' ? 'point' : 'points'}`;
}

/** What is lost, after "costs": "22 points", "1 pair", "nothing". */
export function lossWords(loss: { matched: number; score: number }, policy: Weighed): string {
  const points = fitOfScore(loss.score, policy) ?? 0;
  if (loss.matched > 0) {
    const besides =
      points === 0 ? '' : points > 0 ? ` and ${pointsWords(points)}` : `; ${pointsWords(-points)} won`;
    return `${counted(loss.matched, 'matched pair')}${besides}`;
  }
  return points === 0 ? 'nothing' : pointsWords(points);
}

export function movedWords(moved: number): string {
  if (moved === 0) return 'nobody else would move';
  return `${counted(moved, 'other')} would move`;
}

/** "Would cost 22 points; 2 others would move." */
export function costWords({ loss, moved }: ForcedMatch, policy: Weighed): string {
  return `Would cost ${lossWords(loss, policy)}; ${movedWords(moved.length)}.`;
}

/** What stands between somebody and a partner. */
export function partnerWords(partner: PossiblePartner, policy: Weighed, nameOf: NameOf): string {
  if (partner.status === 'matched') return 'in this match';
  if (partner.status === 'open') return 'not settled in the time';
  const held =
    partner.heldBy.length > 0 ? `taken by ${namesWords(partner.heldBy, nameOf)}` : 'has a free place';
  if (partner.loss === null) return `${held}; what has to hold cannot hold with this pair`;
  return `${held}; costs ${lossWords(partner.loss, policy)}; ${movedWords(Math.max(0, partner.dominoes.length - 1))}`;
}

/** "Ana, Bo and Cy". */
export function namesWords(ids: readonly string[], nameOf: NameOf): string {
  const names = ids.map(nameOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** How many matches are best; undefined where that was not settled. */
export function tieWords({ unique, count, atLeast, partial }: Ties, swappable: number): string | undefined {
  if (unique === true) return 'The only best match';
  if (unique === null && atLeast < 2) return undefined;
  const many = partial ? `at least ${atLeast.toLocaleString('en')}` : 'more than 1,000';
  const number = count === null ? many : count.toLocaleString('en');
  const swaps = swappable > 0 ? `: ${counted(swappable, 'pair')} could be swapped without loss` : '';
  return `One of ${number} equally good matches${swaps}`;
}

/** What comes of giving up a demand. */
export function withoutWords(without: WithoutDemand): string {
  if (without.status === 'optimal' || without.status === 'feasible')
    return `without it ${without.matched} would be matched`;
  return without.status === 'infeasible'
    ? 'without it something else still clashes'
    : 'not settled in the time';
}
