import { forget, recall, remember } from '../parts/browser-memory.ts';
import type { Typed } from './answers.ts';

const keyOf = (programmeId: string, side: string) => `mile.draft.${programmeId}.${side}`;

/** A form that is not sent yet, in this browser alone. */
export class Draft {
  readonly #key: string;

  constructor(programmeId: string, side: string) {
    this.#key = keyOf(programmeId, side);
  }

  /** Undefined where there is none. */
  read(): Typed | undefined {
    try {
      return JSON.parse(recall(this.#key) ?? '') as Typed;
    } catch {
      return undefined;
    }
  }

  keep(typed: Typed): void {
    remember(this.#key, JSON.stringify(typed));
  }

  discard(): void {
    forget(this.#key);
  }
}
