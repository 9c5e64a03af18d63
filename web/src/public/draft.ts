import { forget, recall, remember } from '../parts/browser-memory.ts';
import type { Typed } from './answers.ts';

const keyOf = (parts: readonly string[]) => `mile.draft.${parts.join('.')}`;

/** A form that is not sent yet, in this browser alone. */
export class Draft<Kept = Typed> {
  readonly #key: string;

  /** What it is a draft of, in words without dots. */
  constructor(...parts: string[]) {
    this.#key = keyOf(parts);
  }

  /** Undefined where there is none. */
  read(): Kept | undefined {
    try {
      return JSON.parse(recall(this.#key) ?? '') as Kept;
    } catch {
      return undefined;
    }
  }

  keep(typed: Kept): void {
    remember(this.#key, JSON.stringify(typed));
  }

  discard(): void {
    forget(this.#key);
  }
}
