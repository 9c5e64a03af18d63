import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { errorFields } from '../log.ts';
import { keepNewestNights, nightlyName } from '../store/backup/kept-backups.ts';

/** A fortnight: long enough for somebody to come back from holiday and notice. */
const NIGHTS_KEPT = 14;
const LOOK_EVERY_MS = 10 * 60_000;
const THREAD = new URL('../store/backup/thread.ts', import.meta.url);

/**
 * One backup a day, on a thread of its own: at the first look of a day that has none yet, so that a machine that is off at night has its
 * backup as well. A backup that fails is logged and tried again at the next look; the service goes on.
 */
export class NightlyBackups {
  readonly #storeFile: string;
  readonly #folder: string;
  readonly #logger: Logger;
  #timer: ReturnType<typeof setInterval> | undefined;
  #working: Promise<void> | undefined;

  constructor(storeFile: string, folder: string, logger: Logger) {
    this.#storeFile = storeFile;
    this.#folder = folder;
    this.#logger = logger;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Makes the backup of the day where there is none. */
  async look(day = new Date()): Promise<void> {
    const target = join(this.#folder, nightlyName(day));
    if (existsSync(target)) return;
    this.#working ??= this.#make(target).finally(() => (this.#working = undefined));
    await this.#working;
  }

  /** Ends once a backup that is under way is whole. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async #make(target: string): Promise<void> {
    try {
      await backUpInThread(this.#storeFile, target);
      keepNewestNights(this.#folder, NIGHTS_KEPT);
      this.#logger.info({ task: 'backup' }, 'backed up');
    } catch (error) {
      this.#logger.error({ task: 'backup', ...errorFields(error) }, 'backup failed');
    }
  }
}

function backUpInThread(storeFile: string, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: { storeFile, target } });
    thread.once('error', reject);
    thread.once('exit', () => resolve());
  });
}
