import type { Limits } from '../store/limits.ts';
import { Limit } from './limit.ts';

const WINDOW_S = 15 * 60;
const PER_ACCOUNT = 5;
const PER_ADDRESS = 20;
const WHAT = 'attempts to sign in';

/** Counts attempts to sign in. */
export class SignInAttempts {
  readonly #byEmail: Limit;
  readonly #byAddress: Limit;

  constructor(limits: Limits) {
    this.#byEmail = new Limit(
      limits,
      { name: 'sign-in-account', points: PER_ACCOUNT, windowS: WINDOW_S },
      WHAT,
    );
    this.#byAddress = new Limit(
      limits,
      { name: 'sign-in-address', points: PER_ADDRESS, windowS: WINDOW_S },
      WHAT,
    );
  }

  /** Counts one. Throws RATE_LIMITED with the seconds to wait, the same whether an account exists or not. */
  async count(email: string, address: string): Promise<void> {
    await this.#byAddress.spend(address);
    await this.#byEmail.spend(email);
  }

  /** Who has signed in begins anew. */
  forget(email: string): Promise<void> {
    return this.#byEmail.forget(email);
  }
}
