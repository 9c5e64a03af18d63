import { RateLimiterMemory } from 'rate-limiter-flexible';
import { spend } from './limit.ts';

const WINDOW_S = 3_600;
const PER_ADDRESS = 5;

/** Applications from one address; kept in memory like attempts to sign in. */
export class FormLimit {
  readonly #byAddress = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_S });

  /** Counts one. Throws RATE_LIMITED with the seconds to wait. */
  count(address: string): Promise<void> {
    return spend(this.#byAddress, address, 'applications from your network within the hour');
  }
}
