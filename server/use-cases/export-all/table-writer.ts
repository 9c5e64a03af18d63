import type { ApplicationsTask, WriteTask } from '../../jobs/file-tasks.ts';

/** Who writes large tables: threads of the service, or a terminal by itself. */
export interface TableWriter {
  write(task: WriteTask): Promise<Uint8Array>;
  writeApplications(task: ApplicationsTask): Promise<Uint8Array>;
}
