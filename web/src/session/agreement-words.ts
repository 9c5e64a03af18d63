import type { Agreement } from '#solver/contract/api/cohorts.ts';

/** What a second engine says of a saved match; null while it has not been asked to the end. */
export function agreementWords(agreement: Agreement | null): string {
  if (!agreement) return 'A second engine is checking…';
  switch (agreement.verdict) {
    case 'agrees':
      return `Confirmed by a second engine (${agreement.engine})`;
    case 'differs':
      return `A second engine (${agreement.engine}) contradicts this match. Do not use it, and report it.`;
    case 'unsettled':
      return `Not settled in time by a second engine (${agreement.engine})`;
  }
}
