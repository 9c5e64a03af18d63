import { createHash, timingSafeEqual } from 'node:crypto';

/** Does an Authorization header show this token? Hashed first: the comparison tells neither content nor length by its time. */
export function showsToken(authorization: string | undefined, token: string): boolean {
  const hashed = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashed(authorization ?? ''), hashed(`Bearer ${token}`));
}
