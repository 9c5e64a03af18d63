import type { MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { SetKind } from '#solver/contract/api/made.ts';
import { proofWords, shareOfBest } from './proof-words.ts';

/** How a set that was not searched for came about, in a few words. */
const MADE: Readonly<Record<Exclude<SetKind, 'best'>, string>> = {
  greedy: 'Reference: best pair first',
  stable: 'Reference: stable, participants asking',
  random: 'Reference: by chance',
  earlier: 'Reference: an earlier match carried over',
  hand: 'Made by hand',
  combination: 'Put together from saved sets',
  frontier: 'Chosen on the Trade-offs screen',
};

/** "Published version 2", or "Published version 2 of 2027 cohort". */
export function publishedWords(version: number, cohortName?: string): string {
  return cohortName ? `Published version ${version} of ${cohortName}` : `Published version ${version}`;
}

/** A set's name wherever it is one of several: with what was published. */
export function setLabel({
  name,
  publishedVersion,
}: Pick<MatchSetSummary, 'name' | 'publishedVersion'>): string {
  return publishedVersion === null ? name : `${name} · ${publishedWords(publishedVersion).toLowerCase()}`;
}

/** How good a set is and how sure that is. A set that nobody searched for claims to be the best only as far as it reaches the best there is. */
export function setProofWords({ kind, matching }: Pick<MatchSet, 'kind' | 'matching'>): string {
  if (!('pairs' in matching)) return '';
  if (kind === 'best') return proofWords(matching);
  const worth =
    matching.status === 'optimal' ? 'nothing under its weights and rules is better' : shareOfBest(matching);
  return `${MADE[kind]}; ${worth}`;
}

/** The label in a list, where the match itself is not at hand. */
export function summaryProofWords({ kind, status }: Pick<MatchSetSummary, 'kind' | 'status'>): string {
  if (kind !== 'best') return MADE[kind];
  return status === 'optimal' ? 'best possible, proven' : 'good, not proven best';
}
