import type { Policy } from '#solver/contract/policy/policy.ts';
import { forget, recall, remember } from '../parts/browser-memory.ts';

/** A policy that only this browser has, and the version that it was made from. */
export interface KeptPolicy {
  policy: Policy;
  basedOn: number;
}

/**
 * A place in the browser's memory for one policy of a cohort. `unsent`: changes on their way to the service; `copy`: what somebody had when
 * a colleague's change took its place. The contents survive the window.
 */
export class PolicyPlace {
  readonly #key: string;

  constructor(cohortId: string, place: 'unsent' | 'copy') {
    this.#key = `mile-${place}-${cohortId}`;
  }

  read(): KeptPolicy | undefined {
    const text = recall(this.#key);
    try {
      const kept = text === undefined ? undefined : (JSON.parse(text) as KeptPolicy);
      return kept?.policy?.format === 'mile-policy/1' ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  put(kept: KeptPolicy): void {
    remember(this.#key, JSON.stringify(kept));
  }

  clear(): void {
    forget(this.#key);
  }
}
