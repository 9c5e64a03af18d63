import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { PolicyQuota } from '#solver/contract/policy/quotas.ts';
import { counted } from '../../parts/counted.ts';
import type { NameOf } from '../../session/change-groups.ts';
import type { Baseline, Row } from '../../session/differences.ts';
import { countChanged } from '../../session/differences.ts';
import { proofWords } from '../../session/proof-words.ts';
import { fitWords } from '../../parts/fit-words.ts';
import { fitOf } from '../../session/weights.ts';

/* The sentences of the Bench. The same words serve the eye and the screen reader. */

export type { NameOf };

export const NOTHING_MATTERS = 'Nothing matters yet: every allowed match is equally good.';

export function matchedWords(rows: readonly Row[]): string {
  const everybody = new Set(rows.map((row) => row.participant)).size;
  const unmatched = rows.filter((row) => !row.pair).length;
  return `${everybody - unmatched} of ${everybody} matched`;
}

export function differWords(rows: readonly Row[], baseline: Baseline): string {
  const count = countChanged(rows);
  if (count === 0) return `same as ${baseline.name}`;
  return `${counted(count, 'participant')} ${count === 1 ? 'differs' : 'differ'} from ${baseline.name}`;
}

/** The fit of a row under the weights of now; undefined where there is no pair or nothing has a weight. */
export function fitOfRow(row: Row, policy: Policy): number | undefined {
  return row.pair && fitOf(row.pair.points, policy);
}

export interface Weakest {
  row: Row;
  fit: number;
}

export function weakestOf(rows: readonly Row[], policy: Policy): Weakest | undefined {
  let weakest: Weakest | undefined;
  for (const row of rows) {
    const fit = fitOfRow(row, policy);
    if (fit !== undefined && (!weakest || fit < weakest.fit)) weakest = { row, fit };
  }
  return weakest;
}

export function pairWords(pair: { participant: string; mentor: string }, nameOf: NameOf): string {
  return `${nameOf(pair.participant)} → ${nameOf(pair.mentor)}`;
}

/** The verdict in one sentence, for the live region. */
export function spokenVerdict(
  rows: readonly Row[],
  match: FoundMatching,
  policy: Policy,
  baseline: Baseline,
): string {
  const weakest = weakestOf(rows, policy);
  const parts = [matchedWords(rows), proofWords(match), differWords(rows, baseline)];
  if (weakest) parts.push(`weakest fit ${fitWords(weakest.fit)}`);
  return `${parts.join(', ')}.`;
}

/** What people compare of a state's hash: its first eight digits. */
export function stateName(hash: string | undefined): string | undefined {
  return hash?.slice(0, 8);
}

export function quotaWords(quota: PolicyQuota): string {
  const sense = quota.sense === 'at-least' ? 'at least' : 'at most';
  return quota.amount.unit === 'percent'
    ? `${sense} ${quota.amount.value} % of all pairs`
    : `${sense} ${counted(quota.amount.value, 'pair')}`;
}

/** 1st, 2nd, 3rd, 4th ... 11th ... 21st. */
export function ordinal(number: number): string {
  const teen = number % 100 >= 11 && number % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
