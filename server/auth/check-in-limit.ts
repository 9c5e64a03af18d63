import type { Limits } from '../store/limits.ts';
import { Limit } from './limit.ts';

const WINDOW_S = 15 * 60;
/** Nobody types a link: who has so many wrong ones tries them. */
const WRONG_PER_ADDRESS = 20;
/** Six meetings, a survey and their corrections. */
const WRITES_PER_LINK = 60;

/** Limits of the check-in page. */
export class CheckInLimit {
  readonly #wrong: Limit;
  readonly #writes: Limit;

  constructor(limits: Limits) {
    this.#wrong = new Limit(
      limits,
      { name: 'check-in-wrong-link', points: WRONG_PER_ADDRESS, windowS: WINDOW_S },
      'links from your network that are not valid',
    );
    this.#writes = new Limit(
      limits,
      { name: 'check-in-write', points: WRITES_PER_LINK, windowS: WINDOW_S },
      'check-ins by this link',
    );
  }

  /** Counts a link that is not valid. Throws RATE_LIMITED with the seconds to wait. */
  countWrong(address: string): Promise<void> {
    return this.#wrong.spend(address);
  }

  /** Counts a check-in or a survey that was sent by a link. Throws RATE_LIMITED with the seconds to wait. */
  countWrite(tokenHash: string): Promise<void> {
    return this.#writes.spend(tokenHash);
  }
}
