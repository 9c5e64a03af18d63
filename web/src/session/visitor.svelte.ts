import type { Account, Role, WhoAmI } from '#solver/contract/api/accounts.ts';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import { api, door, sentenceOf } from '../api/client.ts';
import { actAs } from '../api/reader.ts';
import { hearOtherWindows, tellOtherWindows } from './other-windows.ts';
import { leaveNothing } from './outbox/left-behind.ts';
import type { Reader } from '../api/reader.ts';

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
    // What the page holds is its former reader's: nothing of it may stay.
    door.addEventListener('somebody-else', () => location.reload());
  }

  async ask(): Promise<void> {
    try {
      this.#is(await api.whoAmI());
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = sentenceOf(error);
    }
  }

  cameIn(account: Account): void {
    this.#is({ state: 'signed-in', account });
    tellOtherWindows();
  }

  /** Where somebody else came in or went out in another window, this one begins anew. Gives the way to stop looking. */
  watchOtherWindows(): () => void {
    return hearOtherWindows(() => void this.#look());
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

  async #look(): Promise<void> {
    // Who cannot be asked now is refused later, whatever this window sends.
    const now = await api.whoAmI().catch(() => undefined);
    const signedIn = now?.state === 'signed-in' ? now.account.id : undefined;
    if (now && signedIn !== this.account?.id) location.reload();
  }

  #is(who: WhoAmI): void {
    this.#who = who;
    actAs(this.account?.id);
  }

  async #leave(end: () => Promise<unknown>): Promise<void> {
    const { reader } = this;
    await end();
    try {
      // Before anything says that one is out: who reads that closes the window.
      await leaveNothing(reader);
    } finally {
      this.wentOut();
      tellOtherWindows();
    }
  }
}

export const visitor = new Visitor();
