import type { Limits } from '../store/limits.ts';
import { Limit } from './limit.ts';

const WINDOW_S = 3_600;
const PER_ADDRESS = 5;

/** Applications from one address. */
export class FormLimit {
  readonly #byAddress: Limit;

  constructor(limits: Limits) {
    this.#byAddress = new Limit(
      limits,
      { name: 'application', points: PER_ADDRESS, windowS: WINDOW_S },
      'applications from your network within the hour',
    );
  }

  /** Counts one. Throws RATE_LIMITED with the seconds to wait. */
  count(address: string): Promise<void> {
    return this.#byAddress.spend(address);
  }
}
