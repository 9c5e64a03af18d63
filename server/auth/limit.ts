import { RateLimiterRes } from 'rate-limiter-flexible';
import { MileError } from '#solver/contract/errors.ts';
import type { LimitTerms, Limits, Spending } from '../store/limits.ts';

/** What somebody may do so often. */
export class Limit {
  readonly #spending: Spending;
  readonly #what: string;

  /** `what` is counted, in the words of an error. */
  constructor(limits: Limits, terms: LimitTerms, what: string) {
    this.#spending = limits(terms);
    this.#what = what;
  }

  /** Takes one of what a key may spend. Throws RATE_LIMITED with the seconds to wait. */
  async spend(key: string): Promise<void> {
    try {
      await this.#spending.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new MileError(
        'RATE_LIMITED',
        `Too many ${this.#what}. Try again in ${Math.ceil(seconds / 60)} minutes.`,
        { retryAfterSeconds: seconds },
      );
    }
  }

  /** A key begins anew. */
  async forget(key: string): Promise<void> {
    await this.#spending.delete(key);
  }
}
