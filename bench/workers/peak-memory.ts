import { processesOf, readProc } from './database-processes.ts';

const SAMPLE_MS = 100;

/** The most memory that processes had in RAM at once each (VmHWM of Linux), in MiB, seen while they lived. */
export class PeakMemory {
  readonly #peaks = new Map<string, number>();
  readonly #named: ReadonlyMap<number, string>;
  readonly #database: string;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `named`: processes by id. Those of PostgreSQL that serve the database are found by its name. */
  constructor(named: ReadonlyMap<number, string>, database: string) {
    this.#named = named;
    this.#database = database;
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
  }

  end(): Record<string, number> {
    clearInterval(this.#timer);
    this.#look();
    return Object.fromEntries(this.#peaks);
  }

  #look(): void {
    for (const [pid, name] of this.#named) this.#note(name, pid);
    for (const pid of processesOf(this.#database)) this.#note('the largest process of PostgreSQL', pid);
  }

  #note(name: string, pid: number): void {
    const kilobytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
    this.#peaks.set(name, Math.max(this.#peaks.get(name) ?? 0, Math.round(kilobytes / 1024)));
  }
}
