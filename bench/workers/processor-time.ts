import { processesOf, readProc } from './database-processes.ts';

/** Ticks of a second in which Linux counts (USER_HZ). */
const TICKS = 100;

/** Seconds of a processor that these processes have had since they began, threads included; of ended ones none. */
export function processorSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    // After the name, which stands in brackets and may hold blanks: user and system time are the 12th and 13th.
    const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}

/** Who had how much of the processors, while something went on. */
export class ProcessorTime {
  readonly #parties: () => Record<string, readonly number[]>;
  readonly #before: Record<string, number>;

  /** Processes by the name of their party; those of PostgreSQL are found by the database's name. */
  constructor(parties: Readonly<Record<string, readonly number[]>>, database: string) {
    this.#parties = () => ({ ...parties, PostgreSQL: processesOf(database) });
    this.#before = this.#now();
  }

  /** Seconds since it was made. */
  end(): Record<string, number> {
    const entries = Object.entries(this.#now()).map(([party, seconds]) => {
      const had = seconds - (this.#before[party] ?? 0);
      return [party, Math.round(100 * had) / 100];
    });
    return Object.fromEntries(entries) as Record<string, number>;
  }

  #now(): Record<string, number> {
    const entries = Object.entries(this.#parties()).map(([party, pids]) => [party, processorSeconds(pids)]);
    return Object.fromEntries(entries) as Record<string, number>;
  }
}
