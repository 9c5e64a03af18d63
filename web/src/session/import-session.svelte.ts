import type { ImportDone, ImportPreview, ImportProgress, ReadFile } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { sentenceOf, type Api, type ImportWatch, type ReadChoice } from '../api/client.ts';
import { effectOf, ImportKeeper, nextStepOf, type NextStep } from './import-keeper.svelte.ts';
import type { Repair, Step } from './import-repairs.ts';
import { questionsOf } from './import-questions.ts';
import { Latest } from './latest.ts';
import { isAway, type WaitingImport, type WaitingRoom } from './outbox/waiting.ts';

/** Quick changes are checked together. */
export const SETTLE_MS = 120;

type Service = Pick<Api, 'readFile' | 'checkImport' | 'runImport'>;

interface Options {
  service: Service;
  /** Where a file waits while the service is away. */
  room: WaitingRoom<WaitingImport>;
  cohortId: string;
  side: Side;
  /** What waits already. */
  kept?: WaitingImport;
}

interface Source {
  file: File;
  choice: ReadChoice;
}

/**
 * One file on its way in. Every change is checked by the service and shown; nothing is written before `add`, and a session
 * that is dropped has written nothing. Where the service is away, the file and its repairs wait on this device; `resume` goes on
 * with them, and adds only what somebody has seen and asked for.
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
  /** What is done as soon as the service is back. */
  waiting = $state<NextStep | undefined>(undefined);
  /** Columns, values and groups of rows that were in question once, in that order: they keep their place on screen while they are answered. */
  asked = $state.raw<readonly string[]>([]);
  #past = $state.raw<readonly Repair[]>([]);
  #future = $state.raw<readonly Repair[]>([]);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);
  readonly #api: Service;
  readonly #cohortId: string;
  readonly #latest = new Latest();
  readonly #keeper: ImportKeeper;
  /** The file as it was read. */
  #source: Source | undefined;
  /** The file that is being read, or waits to be. */
  #next: Source | undefined;
  /** What adding was seen to do by whoever wanted it added. */
  #agreed: string | undefined;
  #asking = new AbortController();
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor({ service, room, cohortId, side, kept }: Options) {
    this.#api = service;
    this.#cohortId = cohortId;
    this.side = side;
    this.#keeper = new ImportKeeper(room, cohortId, side, kept);
    if (kept) this.#takeUp(kept);
  }

  /** What waits outlives this window. */
  get isKept(): boolean {
    return this.#keeper.isKept;
  }
  /** The name of the file that is read, or waits to be. */
  get fileName(): string {
    return this.#next?.file.name ?? '';
  }

  /** Reads a file as the service thinks best. */
  async open(file: File): Promise<void> {
    await this.#read(file, {});
  }

  /** Reads the same file again from another sheet or header row; repairs begin anew. */
  async reread(choice: ReadChoice): Promise<void> {
    if (this.#source) await this.#read(this.#source.file, choice);
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

  /** Adds the people; undefined where that waits, or the service refused, and `trouble` says why. */
  async add(): Promise<ImportDone | undefined> {
    const { repair, preview } = this;
    if (!repair || !preview || this.busy) return undefined;
    this.#agreed = effectOf(preview);
    this.busy = 'adding';
    this.trouble = undefined;
    this.waiting = undefined;
    const done = await this.#run(repair);
    if (done) await this.#keeper.drop();
    this.busy = undefined;
    this.progress = undefined;
    return done;
  }

  async #run(repair: Repair): Promise<ImportDone | undefined> {
    try {
      const request = { side: this.side, ...repair };
      return await this.#api.runImport(this.#cohortId, request, this.#watch());
    } catch (error) {
      if (!this.#asking.signal.aborted) await this.#tellOrWait(error, 'adding');
      return undefined;
    }
  }

  /** Goes on where the service was away, up to the look at what adding would do; what had been looked at before is added where it still does the same. */
  async resume(): Promise<ImportDone | undefined> {
    const { waiting } = this;
    const agreed = this.#agreed;
    if (waiting === undefined || this.busy) return undefined;
    if (waiting === 'reading' && this.#next) await this.#read(this.#next.file, this.#next.choice);
    else await this.#check();
    if (waiting !== 'adding' || !this.preview || this.waiting || this.trouble) return undefined;
    if (effectOf(this.preview) === agreed || isHereAlready(this.preview)) return this.add();
    this.trouble =
      'The applications have changed since you looked at this import, so it was not added by itself. Look at what it does now.';
    return undefined;
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

  /** Nobody wants this import any more: what was kept of it is gone. */
  async drop(): Promise<void> {
    this.close();
    await this.#keeper.drop();
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
    this.waiting = undefined;
    this.#next = { file, choice };
    try {
      const read = await this.#latest.ask(() => this.#api.readFile(this.#cohortId, file, choice));
      if (!read) return;
      this.#source = { file, choice };
      this.read = read;
      this.repair = { table: read.table, choices: { columns: [], values: [], skippedRows: [] } };
      this.#past = [];
      this.#future = [];
      this.asked = [];
      await this.#check();
    } catch (error) {
      this.busy = undefined;
      await this.#tellOrWait(error, 'reading');
    }
  }

  #checkSoon(): void {
    this.busy = 'checking';
    this.waiting = undefined;
    this.#latest.forget();
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.#check(), SETTLE_MS);
  }

  async #check(): Promise<void> {
    const { repair } = this;
    if (!repair) return;
    this.busy = 'checking';
    this.waiting = undefined;
    this.#agreed = undefined;
    try {
      const preview = await this.#latest.ask(() =>
        this.#api.checkImport(this.#cohortId, { side: this.side, ...repair }, this.#watch()),
      );
      if (!preview) return;
      const questions = questionsOf(preview).filter((name) => !this.asked.includes(name));
      if (questions.length > 0) this.asked = [...this.asked, ...questions];
      this.preview = preview;
      this.trouble = undefined;
      if (this.isKept) await this.#keep();
    } catch (error) {
      await this.#tellOrWait(error, 'checking');
    }
    this.progress = undefined;
    this.busy = undefined;
  }

  async #tellOrWait(error: unknown, step: NextStep): Promise<void> {
    if (!isAway(error)) {
      this.trouble = sentenceOf(error);
      return;
    }
    this.waiting = step;
    await this.#keep();
  }

  /** Keeps the file as far as it has come. */
  async #keep(): Promise<void> {
    const isRead = this.waiting !== 'reading';
    const source = isRead ? this.#source : this.#next;
    if (!source) return;
    await this.#keeper.keep({
      ...source,
      ...(isRead && this.read && { read: this.read }),
      ...(isRead && this.repair && { repair: this.repair }),
      ...(this.waiting === 'adding' && this.#agreed !== undefined && { agreed: this.#agreed }),
    });
  }

  #takeUp(kept: WaitingImport): void {
    const { file, choice, read, repair, agreed } = kept;
    this.#next = { file, choice };
    this.#agreed = agreed;
    this.waiting = nextStepOf(kept);
    if (!read || !repair) return;
    this.#source = { file, choice };
    this.read = read;
    this.repair = repair;
  }
}

/** As where it was added before the connection broke, and only the answer was lost. */
function isHereAlready({ ready, counts }: ImportPreview): boolean {
  return ready && counts.added + counts.updated === 0;
}
