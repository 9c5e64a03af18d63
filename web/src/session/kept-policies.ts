import type { Policy } from '#solver/contract/policy/policy.ts';
import { forget, keysBeginning, recall, remember } from '../parts/browser-memory.ts';
import type { Reader } from '../api/reader.ts';

/** A policy that only this browser has, and the version that it was made from. */
export interface KeptPolicy {
  policy: Policy;
  basedOn: number;
}

/** All that is kept of one reader begins with this, and nothing of another's: an account's id holds no dots. A cohort's may. */
const beginningOf = (reader: Reader) => `mile-policy.${reader ?? ''}.`;

/**
 * A place in the browser's memory for one policy of a cohort. `unsent`: changes on their way to the service; `copy`: what somebody had when
 * a colleague's change took its place. The contents survive the window, and are their reader's alone: browsers are shared.
 */
export class PolicyPlace {
  readonly #key: string;

  constructor(reader: Reader, cohortId: string, place: 'unsent' | 'copy') {
    this.#key = `${beginningOf(reader)}${cohortId}.${place}`;
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

/** How many policies of a reader this browser keeps. */
export function keptPolicies(reader: Reader): number {
  return keysBeginning(beginningOf(reader)).length;
}

export function forgetPolicies(reader: Reader): void {
  keysBeginning(beginningOf(reader)).forEach(forget);
}

/** Earlier pages kept policies without saying whose they were, so they can be given to nobody, and no sign-out finds them: the browser forgets them. */
export function forgetNobodysPolicies(): void {
  ['mile-unsent-', 'mile-copy-'].flatMap(keysBeginning).forEach(forget);
}
