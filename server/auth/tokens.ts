import { randomBytes } from 'node:crypto';
import { sha256 } from '../store/canonical-json.ts';

/** A secret that nobody can guess: 256 random bits as base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. It has all the entropy there is, so one fast hash is enough (a password needs a slow one). */
export function tokenHash(token: string): string {
  return sha256(token);
}
