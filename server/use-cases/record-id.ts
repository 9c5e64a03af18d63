import { randomBytes } from 'node:crypto';

/** An id that nobody can guess: 96 random bits. */
export function newRecordId(): string {
  return randomBytes(12).toString('base64url');
}
