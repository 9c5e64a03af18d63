import type { Agreement } from '#solver/contract/api/cohorts.ts';

/** What a second, independent search says of a saved match; null while it has not come to its end. */
export function agreementWords(agreement: Agreement | null): string {
  if (!agreement) return 'A second, independent search is under way…';
  switch (agreement.verdict) {
    case 'agrees':
      return 'Confirmed: a second, independent search came to the same result';
    case 'differs':
      return 'A second, independent search contradicts this match. Do not use it, and report it.';
    case 'unsettled':
      return 'A second, independent search came to no end in its time';
  }
}
