import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';

/** Quiet time after the last change before it is saved. */
export const SAVE_AFTER_MS = 800;

export type SaveState =
  | { kind: 'unchanged' }
  | { kind: 'saving' }
  /** `at` in milliseconds since 1970. */
  | { kind: 'saved'; at: number }
  /** Somebody else saved in between. Theirs is in the store, ours on this screen. */
  | { kind: 'conflict' }
  | { kind: 'failed'; sentence: string };

interface Options {
  service: Pick<Api, 'savePolicy' | 'cohort'>;
  cohortId: string;
  policyVersion: number;
}

/** Keeps the stored policy up with the one on screen, and never writes over somebody else's unasked. */
export class PolicySaver {
  readonly #options: Options;
  #version: number;
  #wanted: Policy | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state = $state.raw<SaveState>({ kind: 'unchanged' });

  constructor(options: Options) {
    this.#options = options;
    this.#version = options.policyVersion;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Saves this policy soon. */
  keep(policy: Policy): void {
    this.#wanted = policy;
    if (this.#state.kind === 'conflict') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const policy = this.#wanted;
    if (!policy || this.#state.kind === 'saving' || this.#state.kind === 'conflict') return;
    this.#state = { kind: 'saving' };
    try {
      const { service, cohortId } = this.#options;
      const saved = await service.savePolicy(cohortId, { policy, basedOn: this.#version });
      this.#version = saved.policyVersion;
      this.#state = { kind: 'saved', at: Date.now() };
    } catch (error) {
      const stale = error instanceof ApiError && error.code === 'STALE_VERSION';
      this.#state = stale ? { kind: 'conflict' } : { kind: 'failed', sentence: sentenceOf(error) };
      return;
    }
    if (this.#wanted === policy) this.#wanted = undefined;
    else await this.flush();
  }

  /** After a conflict: ours takes the place of theirs. */
  async overwrite(): Promise<void> {
    try {
      this.#version = (await this.#options.service.cohort(this.#options.cohortId)).policyVersion;
      this.#state = { kind: 'unchanged' };
    } catch (error) {
      this.#state = { kind: 'failed', sentence: sentenceOf(error) };
    }
    await this.flush();
  }
}
