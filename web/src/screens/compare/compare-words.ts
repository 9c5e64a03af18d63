import type { MatchSet } from '#solver/contract/api/cohorts.ts';

/** By whose weights fits are told; without a judge each set has its own. */
export function judgeWords(judge: Pick<MatchSet, 'name'> | undefined): string {
  return judge ? `by the weights of “${judge.name}”` : 'each set by its own weights';
}

/** "24 pairs, 1 unmatched" */
export function matchedWords({ matched, matching }: Pick<MatchSet, 'matched' | 'matching'>): string {
  const left = 'pairs' in matching ? matching.unmatchedParticipants.length : 0;
  return `${matched} pairs, ${left === 0 ? 'everybody matched' : `${left} unmatched`}`;
}
