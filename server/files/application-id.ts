import { createHash } from 'node:crypto';
import type { Side } from '#solver/contract/identifier.ts';

/** Letter forms, case and blanks do not make two people: "Ana@X.org " and "ana@x.org" are one. */
export function normaliseKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/**
 * Id of an application: the same person gets the same id in every import. It keeps the address out of sight, but hides it from nobody
 * who can guess it: whoever has an address can compute its id, so an id is as personal as the address.
 */
export function applicationId(side: Side, key: string): string {
  const digest = createHash('sha256').update(normaliseKey(key)).digest('hex');
  return `${side === 'participant' ? 'p' : 'm'}_${digest.slice(0, 16)}`;
}
