import { readFileSync, readdirSync } from 'node:fs';

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
    for (const pid of readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number))
      if (this.#isOfDatabase(pid)) this.#note('the largest process of PostgreSQL', pid);
  }

  #isOfDatabase(pid: number): boolean {
    const command = read(`/proc/${pid}/cmdline`);
    return command.startsWith('postgres:') && command.includes(` ${this.#database} `);
  }

  #note(name: string, pid: number): void {
    const kilobytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
    this.#peaks.set(name, Math.max(this.#peaks.get(name) ?? 0, Math.round(kilobytes / 1024)));
  }
}

/** Empty where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
