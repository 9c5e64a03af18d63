import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';
import { PolicyPlace, type KeptPolicy } from './kept-policies.ts';
import type { Reader } from '../api/reader.ts';

/** Quiet time after the last change before it is saved. */
export const SAVE_AFTER_MS = 800;

export type SaveState =
  | { kind: 'unchanged' }
  /** What is on screen is not stored yet: it waits for a quiet moment or is on its way. */
  | { kind: 'saving' }
  /** `at` in milliseconds since 1970. */
  | { kind: 'saved'; at: number }
  /** Somebody else saved in between. Theirs is in the store, ours on this screen and in this browser. */
  | { kind: 'conflict' }
  /** The service is away. Ours is in this browser, and is sent when it is back. */
  | { kind: 'unsent' }
  | { kind: 'failed'; sentence: string };

interface Options {
  service: Pick<Api, 'savePolicy'>;
  cohortId: string;
  policyVersion: number;
  reader: Reader;
}

/**
 * Keeps the stored policy up with the one on screen, and never writes over somebody else's. Until it is stored it is in the browser's memory,
 * so that neither a service that is away nor a window that is closed loses it.
 */
export class PolicySaver {
  readonly #options: Options;
  readonly #place: PolicyPlace;
  #version: number;
  #wanted: Policy | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #state = $state.raw<SaveState>({ kind: 'unchanged' });

  constructor(options: Options) {
    this.#options = options;
    this.#version = options.policyVersion;
    this.#place = new PolicyPlace(options.reader, options.cohortId, 'unsent');
  }

  get state(): SaveState {
    return this.#state;
  }
  /** The version that the policy on screen was made from. */
  get version(): number {
    return this.#version;
  }
  /** What is on its way to the service. */
  get unsaved(): Policy | undefined {
    return this.#wanted;
  }

  /** What an earlier window of this browser could not send. */
  left(): KeptPolicy | undefined {
    return this.#place.read();
  }

  /** Saves this policy soon. */
  keep(policy: Policy): void {
    this.#wanted = policy;
    this.#place.put({ policy, basedOn: this.#version });
    if (this.#state.kind === 'conflict') return;
    this.#state = { kind: 'saving' };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#wanted || this.#sending || this.#state.kind === 'conflict') return;
    this.#sending = this.#send(this.#wanted);
    await this.#sending;
  }

  /** Resolves once nothing is on its way, whatever became of it: only then is it known whose version the newest is. */
  async rested(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  async #send(policy: Policy): Promise<void> {
    this.#state = { kind: 'saving' };
    try {
      const { service, cohortId } = this.#options;
      const saved = await service.savePolicy(cohortId, { policy, basedOn: this.#version });
      this.#version = saved.policyVersion;
      this.#state = { kind: 'saved', at: Date.now() };
    } catch (error) {
      this.#state = stateAfter(error);
      return;
    } finally {
      this.#sending = undefined;
    }
    if (this.#wanted === policy) this.#forget();
    else await this.flush();
  }

  /** Somebody else's version is on screen now: what was on its way is not sent. */
  adopt(version: number): void {
    clearTimeout(this.#timer);
    this.#version = version;
    this.#forget();
    this.#state = { kind: 'unchanged' };
  }

  /** After a conflict that is over: what was made from this version meanwhile is sent. */
  async resume(version: number): Promise<void> {
    this.#version = version;
    this.#state = { kind: 'unchanged' };
    await this.flush();
  }

  #forget(): void {
    this.#wanted = undefined;
    this.#place.clear();
  }
}

function stateAfter(error: unknown): SaveState {
  const code = error instanceof ApiError ? error.code : undefined;
  if (code === 'STALE_VERSION') return { kind: 'conflict' };
  return code === 'OFFLINE' ? { kind: 'unsent' } : { kind: 'failed', sentence: sentenceOf(error) };
}
