import { RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { MileError } from '#solver/contract/errors.ts';
import { sha256 } from '../store/canonical-json.ts';
import type { LimitTerms, Limits } from '../store/limits.ts';

/** What somebody may do so often. Of who it was a hash is kept, never an address. */
export class Limit {
  readonly #limiter: RateLimiterAbstract;
  readonly #what: string;

  /** `what` is counted, in the words of an error. */
  constructor(limits: Limits, terms: LimitTerms, what: string) {
    this.#limiter = limits(terms);
    this.#what = what;
  }

  /** Takes one of what a key may spend. Throws RATE_LIMITED with the seconds to wait. */
  async spend(key: string): Promise<void> {
    try {
      await this.#limiter.consume(sha256(key));
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
    await this.#limiter.delete(sha256(key));
  }
}
