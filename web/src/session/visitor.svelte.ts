import type { Account, Role, WhoAmI } from '#solver/contract/api/accounts.ts';
import { api, door, sentenceOf } from '../api/client.ts';

/** Who sits before the page. One for the page: every screen depends on it. */
class Visitor {
  #who = $state.raw<WhoAmI | undefined>();
  #trouble = $state<string | undefined>();

  /** Undefined until the service has said. */
  get who(): WhoAmI | undefined {
    return this.#who;
  }
  /** Let in, signed in or not. */
  get isIn(): boolean {
    return this.#who !== undefined && this.#who.state !== 'closed';
  }
  get account(): Account | undefined {
    return this.#who?.state === 'signed-in' ? this.#who.account : undefined;
  }
  /** May whoever sits here do what takes this role? Let in without an account one may do everything. */
  may(role: Role): boolean {
    const ranks: readonly Role[] = ['observer', 'member', 'owner'];
    if (this.#who?.state === 'open') return true;
    return this.account !== undefined && ranks.indexOf(this.account.role) >= ranks.indexOf(role);
  }
  get trouble(): string | undefined {
    return this.#trouble;
  }

  constructor() {
    door.addEventListener('signed-out', () => this.wentOut());
  }

  async ask(): Promise<void> {
    try {
      this.#who = await api.whoAmI();
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = sentenceOf(error);
    }
  }

  cameIn(account: Account): void {
    this.#who = { state: 'signed-in', account };
  }

  /** The session is over: the screen gives way to the sign-in, since somebody else may sit before it by now. */
  wentOut(): void {
    if (this.#who?.state === 'signed-in') this.#who = { state: 'closed', accounts: true };
  }

  async signOut(): Promise<void> {
    await api.signOut();
    this.wentOut();
  }
}

export const visitor = new Visitor();
