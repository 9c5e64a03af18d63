import type { Account, Role, WhoAmI } from '#solver/contract/api/accounts.ts';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import { api, door, sentenceOf } from '../api/client.ts';
import { leaveNothing } from './outbox/left-behind.ts';
import type { Reader } from './outbox/on-device.ts';

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
  /** May they write applications, and see what stands in them? In a blind review nobody does. */
  mayEdit({ blind }: { blind: Blindness }): boolean {
    return this.may('member') && !blind.cohort && !blind.yours;
  }
  /** Whose is what this browser keeps from now on. */
  get reader(): Reader {
    return this.account?.id ?? null;
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

  /** What still waits on this device for the service goes as well: the next to sit here may be somebody else. */
  async signOut(): Promise<void> {
    await this.#leave(api.signOut);
  }

  async signOutEverywhere(): Promise<void> {
    await this.#leave(api.endAllSessions);
  }

  async #leave(end: () => Promise<unknown>): Promise<void> {
    const { reader } = this;
    await end();
    this.wentOut();
    await leaveNothing(reader);
  }
}

export const visitor = new Visitor();
