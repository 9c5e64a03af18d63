import { proofWords } from '../../../session/proof-words.ts';
import type { Shown } from '../../../session/bench-session.svelte.ts';

/** What stands at the head of every printed page. */
export interface SheetWords {
  readonly cohort: string;
  readonly date: string;
  /** "24 of 25 matched". */
  readonly count: string;
  /** "best possible, proven", or what else is known: it goes with the match onto paper. */
  readonly proof: string;
  /** The beginning of the fingerprint of cohort and policy, or that the match is not confirmed. */
  readonly hash: string;
}

/** Enough of a fingerprint to tell two sheets apart. */
const HASH_LENGTH = 12;

export function sheetWords(
  cohort: string,
  count: string,
  { match }: Shown,
  inputHash: string | undefined,
  now: Date,
): SheetWords {
  return {
    cohort,
    date: now.toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' }),
    count,
    proof: proofWords(match),
    hash: inputHash === undefined ? 'not confirmed' : `match ${inputHash.slice(0, HASH_LENGTH)}`,
  };
}
