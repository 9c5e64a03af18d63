import { RateLimiterMemory } from 'rate-limiter-flexible';
import { spend } from './limit.ts';

const WINDOW_S = 15 * 60;
const PER_ACCOUNT = 5;
const PER_ADDRESS = 20;

/** Counts attempts to sign in; kept in memory, because a restart takes longer than an attempt. */
export class SignInAttempts {
  readonly #byEmail = new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_S });
  readonly #byAddress = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_S });

  /** Counts one. Throws RATE_LIMITED with the seconds to wait, the same whether an account exists or not. */
  async count(email: string, address: string): Promise<void> {
    await spend(this.#byAddress, address, 'attempts to sign in');
    await spend(this.#byEmail, email, 'attempts to sign in');
  }

  /** Who has signed in begins anew. */
  async forget(email: string): Promise<void> {
    await this.#byEmail.delete(email);
  }
}
