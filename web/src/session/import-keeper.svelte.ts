import type { ImportPreview } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { randomId } from '../api/reader.ts';
import type { WaitingImport, WaitingRoom } from './outbox/waiting.ts';

/** What is still to be done with a file once the service is back. */
export type NextStep = 'reading' | 'checking' | 'adding';

/** What is kept of one import. */
export type Draft = Omit<WaitingImport, 'id' | 'cohortId' | 'side'>;

/** Keeps one import on this device from the moment the service was away until it is added or dropped. */
export class ImportKeeper {
  readonly #room: WaitingRoom<WaitingImport>;
  readonly #of: Pick<WaitingImport, 'id' | 'cohortId' | 'side'>;
  #isKept = $state(false);

  /** `kept`: what waits already. */
  constructor(room: WaitingRoom<WaitingImport>, cohortId: string, side: Side, kept?: WaitingImport) {
    this.#room = room;
    this.#of = { id: kept?.id ?? randomId(), cohortId, side };
    this.#isKept = kept !== undefined;
  }

  /** It outlives this window. Not so where the browser keeps nothing. */
  get isKept(): boolean {
    return this.#isKept;
  }

  async keep(draft: Draft): Promise<void> {
    this.#isKept = await this.#room.put({ ...draft, ...this.#of }).then(
      () => true,
      () => false,
    );
  }

  /** Where the browser does not let go of it, it is looked at again in the next window: that undoes nothing. */
  async drop(): Promise<void> {
    if (!this.#isKept) return;
    this.#isKept = false;
    await this.#room.remove(this.#of.id).catch(() => undefined);
  }
}

/** How far an import had come when it was kept. */
export function nextStepOf({ repair, agreed }: WaitingImport): NextStep {
  if (!repair) return 'reading';
  return agreed === undefined ? 'checking' : 'adding';
}

/** Names all that adding would do: the same where nothing has changed since somebody looked at it. */
export function effectOf({ people, ready }: ImportPreview): string {
  return JSON.stringify({ people, ready });
}
