import { RateLimiterMemory } from 'rate-limiter-flexible';
import { spend } from './limit.ts';

const WINDOW_S = 15 * 60;
/** Nobody types a link: who has so many wrong ones tries them. */
const WRONG_PER_ADDRESS = 20;
/** Six meetings, a survey and their corrections. */
const WRITES_PER_LINK = 60;

/** Limits of the check-in page; kept in memory like attempts to sign in. */
export class CheckInLimit {
  readonly #wrong = new RateLimiterMemory({ points: WRONG_PER_ADDRESS, duration: WINDOW_S });
  readonly #writes = new RateLimiterMemory({ points: WRITES_PER_LINK, duration: WINDOW_S });

  /** Counts a link that is not valid. Throws RATE_LIMITED with the seconds to wait. */
  countWrong(address: string): Promise<void> {
    return spend(this.#wrong, address, 'links from your network that are not valid');
  }

  /** Counts a check-in or a survey that was sent by a link. Throws RATE_LIMITED with the seconds to wait. */
  countWrite(tokenHash: string): Promise<void> {
    return spend(this.#writes, tokenHash, 'check-ins by this link');
  }
}
