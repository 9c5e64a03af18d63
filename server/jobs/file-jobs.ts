import type { WantedPassword } from '../auth/password-strength.ts';
import type { CalendarFile } from '../files/announce/write-calendars.ts';
import type {
  AnnounceTask,
  ApplicationsTask,
  FileTasks,
  ImportResult,
  ImportTask,
  WriteTask,
} from './file-tasks.ts';
import type { JobPool, Watch } from './job-pool.ts';
import { monotonicMs } from './monotonic.ts';

const DEADLINE_MS = 30_000;

/** Reading and writing people's files, away from the threads that answer what-ifs. May throw BUSY, DEADLINE or WORKER_FAILED. */
export class FileJobs {
  readonly #pool: JobPool<FileTasks>;

  constructor(pool: JobPool<FileTasks>) {
    this.#pool = pool;
  }

  read(task: FileTasks['read']['task']): Promise<string> {
    return this.#run('read', task);
  }

  /** Throws STOPPED too, where the watch stops it. */
  check(task: ImportTask, watch?: Watch): Promise<string> {
    return this.#run('check', task, watch);
  }

  /** Throws STOPPED too, where the watch stops it. */
  apply(task: ImportTask, watch?: Watch): Promise<ImportResult> {
    return this.#run('apply', task, watch);
  }

  write(task: WriteTask): Promise<Uint8Array> {
    return this.#run('write', task);
  }

  writeApplications(task: ApplicationsTask): Promise<Uint8Array> {
    return this.#run('writeApplications', task);
  }

  /** Throws WEAK_PASSWORD as well. */
  async refuseWeakPassword(wanted: WantedPassword): Promise<void> {
    await this.#run('judge', wanted);
  }

  announce(task: AnnounceTask): Promise<Uint8Array> {
    return this.#run('announce', task);
  }

  calendars(task: FileTasks['calendars']['task']): Promise<CalendarFile[]> {
    return this.#run('calendars', task);
  }

  #run<Kind extends keyof FileTasks>(
    kind: Kind,
    task: FileTasks[Kind]['task'],
    watch?: Watch,
  ): Promise<FileTasks[Kind]['value']> {
    return this.#pool.run(kind, task, monotonicMs() + DEADLINE_MS, watch);
  }
}
