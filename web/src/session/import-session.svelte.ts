import type { ImportDone, ImportPreview, ImportProgress, ReadFile } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { sentenceOf, type Api, type ImportWatch, type ReadChoice } from '../api/client.ts';
import type { Repair, Step } from './import-repairs.ts';
import { questionsOf } from './import-questions.ts';
import { Latest } from './latest.ts';

/** Quick changes are checked together. */
export const SETTLE_MS = 120;

type Service = Pick<Api, 'readFile' | 'checkImport' | 'runImport'>;

/**
 * One file on its way in. Every change is checked by the service and shown; nothing is written before `add`, and a session
 * that is dropped has written nothing.
 */
export class ImportSession {
  readonly side: Side;
  /** What reading the file gave; undefined until there is one. */
  read = $state.raw<ReadFile | undefined>(undefined);
  /** The file with the repairs so far. */
  repair = $state.raw<Repair | undefined>(undefined);
  /** What adding would do; the last answer stays while the next is on its way. */
  preview = $state.raw<ImportPreview | undefined>(undefined);
  busy = $state<'reading' | 'checking' | 'adding' | undefined>(undefined);
  /** How far the check or the import is. */
  progress = $state.raw<ImportProgress | undefined>(undefined);
  trouble = $state<string | undefined>(undefined);
  /** Columns and values that were in question once: they keep their place on screen after they were answered. */
  asked = $state.raw<readonly string[]>([]);
  #past = $state.raw<readonly Repair[]>([]);
  #future = $state.raw<readonly Repair[]>([]);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);
  readonly #api: Service;
  readonly #cohortId: string;
  readonly #latest = new Latest();
  #file: File | undefined;
  #asking = new AbortController();
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Service, cohortId: string, side: Side) {
    this.#api = api;
    this.#cohortId = cohortId;
    this.side = side;
  }

  /** Reads a file as the service thinks best. */
  async open(file: File): Promise<void> {
    await this.#read(file, {});
  }

  /** Reads the same file again from another sheet or header row; repairs begin anew. */
  async reread(choice: ReadChoice): Promise<void> {
    if (this.#file) await this.#read(this.#file, choice);
  }

  /** Makes one change that can be undone. */
  apply(step: Step): void {
    if (!this.repair) return;
    this.#past = [...this.#past, this.repair];
    this.#future = [];
    this.repair = step(this.repair);
    this.#checkSoon();
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before || !this.repair) return;
    this.#future = [...this.#future, this.repair];
    this.#past = this.#past.slice(0, -1);
    this.repair = before;
    this.#checkSoon();
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (!after || !this.repair) return;
    this.#past = [...this.#past, this.repair];
    this.#future = this.#future.slice(0, -1);
    this.repair = after;
    this.#checkSoon();
  }

  /** Adds the people; undefined where the service refused, and `trouble` says why. */
  async add(): Promise<ImportDone | undefined> {
    if (!this.repair || this.busy) return undefined;
    this.busy = 'adding';
    this.trouble = undefined;
    try {
      return await this.#api.runImport(this.#cohortId, { side: this.side, ...this.repair }, this.#watch());
    } catch (error) {
      if (!this.#asking.signal.aborted) this.trouble = sentenceOf(error);
      return undefined;
    } finally {
      this.busy = undefined;
      this.progress = undefined;
    }
  }

  /** Ends the import that is under way: nothing of it is written. */
  stop(): void {
    this.#asking.abort();
  }

  /** What a request tells on its way; it ends what was asked before. */
  #watch(): ImportWatch {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.progress = undefined;
    return {
      signal: asking.signal,
      onprogress: (progress) => {
        if (this.#asking === asking) this.progress = progress;
      },
    };
  }

  /** Forgets the file; an answer still on its way is dropped. */
  close(): void {
    this.#asking.abort();
    clearTimeout(this.#settle);
    this.#latest.forget();
  }

  async #read(file: File, choice: ReadChoice): Promise<void> {
    clearTimeout(this.#settle);
    this.busy = 'reading';
    this.trouble = undefined;
    try {
      const read = await this.#latest.ask(() => this.#api.readFile(this.#cohortId, file, choice));
      if (!read) return;
      this.#file = file;
      this.read = read;
      this.repair = { table: read.table, choices: { columns: [], values: [], skippedRows: [] } };
      this.#past = [];
      this.#future = [];
      this.asked = [];
      await this.#check();
    } catch (error) {
      this.busy = undefined;
      this.trouble = sentenceOf(error);
    }
  }

  #checkSoon(): void {
    this.busy = 'checking';
    this.#latest.forget();
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.#check(), SETTLE_MS);
  }

  async #check(): Promise<void> {
    const repair = this.repair;
    if (!repair) return;
    this.busy = 'checking';
    try {
      const preview = await this.#latest.ask(() =>
        this.#api.checkImport(this.#cohortId, { side: this.side, ...repair }, this.#watch()),
      );
      if (!preview) return;
      this.preview = preview;
      const questions = questionsOf(preview).filter((name) => !this.asked.includes(name));
      if (questions.length > 0) this.asked = [...this.asked, ...questions];
      this.trouble = undefined;
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
    this.progress = undefined;
    this.busy = undefined;
  }
}
