import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { MileError } from '#solver/contract/errors.ts';

/** Nobody reads and answers a form faster. */
const LEAST_MS = 3_000;
/** A form that was left open; drafts stay on the applicant's device. */
const MOST_MS = 24 * 3_600_000;

/** Signed times: a form that comes back proves when it was given out. Those of an earlier start of the service are too old. */
export class FormStamps {
  readonly #key = randomBytes(32);

  give(now: number): string {
    return `${now}.${this.#sign(String(now))}`;
  }

  /** Throws FORM_EXPIRED and FORM_TOO_FAST. */
  check(stamp: string, now: number): void {
    const [given = '', signature = ''] = stamp.split('.');
    const age = now - Number(given);
    if (!isSame(signature, this.#sign(given)) || age > MOST_MS)
      throw new MileError('FORM_EXPIRED', 'The form was open for too long. Send it once more.');
    if (age < LEAST_MS)
      throw new MileError('FORM_TOO_FAST', 'That was very fast. Wait three seconds and send it again.', {
        retryAfterSeconds: Math.ceil((LEAST_MS - age) / 1_000),
      });
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
