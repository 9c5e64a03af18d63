import type { Explanation } from '#solver/contract/matching.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { sentenceOf, type Api } from '../api/client.ts';

interface Options {
  service: Pick<Api, 'explain'>;
  cohortId: string;
  cohortVersion: number;
}

/** Reads why one pair fits as it does. The last explanation of the same pair stays while a newer one is on its way. */
export class ExplanationReader {
  readonly #options: Options;
  #explanation = $state.raw<Explanation | undefined>();
  #trouble = $state<string | undefined>();
  /** What was asked last. Not a state: who calls `read` from an effect must not depend on what it brings. */
  #pair: Decision | undefined;
  #asking: AbortController | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get explanation(): Explanation | undefined {
    return this.#explanation;
  }
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Without a pair the card is empty. */
  async read(pair: Decision | undefined, policy: Policy): Promise<void> {
    this.#asking?.abort();
    const same = this.#pair?.participant === pair?.participant && this.#pair?.mentor === pair?.mentor;
    this.#pair = pair;
    if (!same) this.#explanation = undefined;
    this.#trouble = undefined;
    if (!pair) return;
    const asking = new AbortController();
    this.#asking = asking;
    const { service, cohortId, cohortVersion } = this.#options;
    try {
      const { participant, mentor } = pair;
      const request = { cohortVersion, policy, participant, mentor };
      const explanation = await service.explain(cohortId, request, asking.signal);
      if (!asking.signal.aborted) this.#explanation = explanation;
    } catch (error) {
      if (!asking.signal.aborted) this.#trouble = sentenceOf(error);
    }
  }
}
