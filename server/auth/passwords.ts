import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { newToken } from './tokens.ts';

/** argon2id, as OWASP's password storage sheet asks at least: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each takes 19 MiB and tens of milliseconds of a core. */
const AT_ONCE = 2;

const limit = pLimit(AT_ONCE);

/** The hash of a password that nobody has: who signs in with an unknown address waits as long as everybody else. */
let nobodys: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return limit(() => hash(password.normalize('NFKC'), COST));
}

/** Does the password belong to the hash? Without a hash the answer is no, after the same work. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword(newToken());
  const against = passwordHash ?? (await nobodys);
  const same = await limit(() => verify(against, password.normalize('NFKC')));
  return same && passwordHash !== undefined;
}
