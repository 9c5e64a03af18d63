import type { Viewer } from '#solver/contract/api/live.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Api } from '../api/client.ts';
import type { BenchSession } from './bench-session.svelte.ts';
import { PolicyPlace } from './kept-policies.ts';
import type { Reader } from '../api/reader.ts';
import { policyChangeWords } from './policy-change-words.ts';
import type { PolicySaver } from './policy-saver.svelte.ts';

interface Options {
  service: Pick<Api, 'cohort'>;
  cohortId: string;
  reader: Reader;
  session: BenchSession;
  saver: PolicySaver;
  /** Is told what a colleague changed, in a sentence. */
  ontold: (sentence: string) => void;
}

/**
 * Brings a colleague's policy onto the screen. What the reader had not saved yet is neither sent over it nor lost: it is kept as "My copy",
 * to be taken up again or discarded.
 */
export class OthersEdits {
  readonly #options: Options;
  readonly #place: PolicyPlace;
  #copy = $state.raw<Policy | undefined>();
  #taking: Promise<void> | undefined;
  #isBehind = $state(false);
  /** Who was heard of last. */
  #by: Viewer | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#place = new PolicyPlace(options.reader, options.cohortId, 'copy');
    this.#copy = this.#place.read()?.policy;
  }

  /** What the reader had when somebody else's change took its place. */
  get copy(): Policy | undefined {
    return this.#copy;
  }

  /** A newer policy waits until a slider is let go, which is not pulled away from under the thumb. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Somebody else has stored a policy. */
  async heard(by: Viewer | null): Promise<void> {
    this.#by = by;
    await this.take();
  }

  /** Shows the policy that is stored, if it is newer than the one on screen. */
  async take(): Promise<void> {
    this.#isBehind = this.#options.session.moving;
    if (this.#isBehind) return;
    while (this.#taking) await this.#taking;
    this.#taking = this.#take();
    try {
      await this.#taking;
    } finally {
      this.#taking = undefined;
    }
  }

  /** What an earlier window could not send: on top of the same version it is sent now, otherwise it is a copy. */
  recover(): void {
    const { saver, session } = this.#options;
    const left = saver.left();
    if (!left) return;
    if (left.basedOn === saver.version) session.change(left.policy, 'changes of your last visit');
    else this.#keepCopy(left.policy, left.basedOn);
  }

  /** The copy goes on top of what stands; undo leads back. */
  takeUp(): void {
    const copy = this.#copy;
    this.discard();
    if (copy) this.#options.session.change(copy, '“My copy” taken up');
  }

  discard(): void {
    this.#copy = undefined;
    this.#place.clear();
  }

  async #take(): Promise<void> {
    const { service, cohortId, session, saver, ontold } = this.#options;
    // One's own change may be stored before its answer is back: it is nobody else's.
    await saver.rested();
    const { policy, policyVersion } = await service.cohort(cohortId);
    await saver.rested();
    this.#isBehind = session.moving;
    if (this.#isBehind) return;
    if (policyVersion <= saver.version) {
      if (saver.state.kind === 'conflict') await saver.resume(policyVersion);
      return;
    }
    const mine = saver.unsaved;
    const before = session.standing;
    const differs = mine !== undefined && JSON.stringify(mine) !== JSON.stringify(policy);
    if (differs) this.#keepCopy(mine, saver.version);
    saver.adopt(policyVersion);
    const what = policyChangeWords(before, policy);
    const done = `${this.#by?.name || 'Somebody else'} changed ${what}`;
    session.adopt(policy, done);
    ontold(differs ? `${done}. Yours is kept as “My copy”.` : `${done}.`);
  }

  #keepCopy(policy: Policy, basedOn: number): void {
    this.#copy = policy;
    this.#place.put({ policy, basedOn });
  }
}
