import { createHmac, timingSafeEqual } from 'node:crypto';
import { MileError } from '#solver/contract/errors.ts';
import type { Secrets } from '../store/secrets.ts';
import { newToken } from './tokens.ts';

/** Nobody reads and answers a form faster. */
const LEAST_MS = 3_000;
/** A form that was left open; drafts stay on the applicant's device. */
const MOST_MS = 24 * 3_600_000;

/** Signed times: a form that comes back proves when it was given out, to whatever process over the same store. */
export class FormStamps {
  readonly #secrets: Secrets;
  #key: string | undefined;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async give(now: number): Promise<string> {
    return `${now}.${await this.#sign(String(now))}`;
  }

  /** Throws FORM_EXPIRED and FORM_TOO_FAST. */
  async check(stamp: string, now: number): Promise<void> {
    const [given = '', signature = ''] = stamp.split('.');
    const age = now - Number(given);
    if (!isSame(signature, await this.#sign(given)) || age > MOST_MS)
      throw new MileError('FORM_EXPIRED', 'The form was open for too long. Send it once more.');
    if (age < LEAST_MS)
      throw new MileError('FORM_TOO_FAST', 'That was very fast. Wait three seconds and send it again.', {
        retryAfterSeconds: Math.ceil((LEAST_MS - age) / 1_000),
      });
  }

  async #sign(text: string): Promise<string> {
    this.#key ??= await this.#secrets.kept('form-stamps', newToken());
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
