import type { Kysely } from 'kysely';
import type { LabRun } from '#solver/contract/api/lab.ts';
import type { Tables } from './tables.ts';

export interface LabRuns {
  /** Newest first. */
  list(limit: number): Promise<LabRun[]>;
  get(id: string): Promise<LabRun | undefined>;
  /** Adds a run, or puts it in the place of its former state. */
  put(run: LabRun): Promise<void>;
  /** Those that a service left behind when it ended. */
  unfinished(): Promise<LabRun[]>;
  /** Removes all but the newest. */
  keepNewest(count: number): Promise<void>;
}

export function labRuns(database: Kysely<Tables>): LabRuns {
  const runs = () =>
    database.selectFrom('lab_runs').select('run_json').orderBy('created_at', 'desc').orderBy('id');
  return {
    list: async (limit) => (await runs().limit(limit).execute()).map(fromRow),
    async get(id) {
      const row = await runs().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async put(run) {
      const { id, createdAt, status } = run;
      const run_json = JSON.stringify(run);
      await database
        .insertInto('lab_runs')
        .values({ id, created_at: createdAt, status, run_json })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ status, run_json }))
        .execute();
    },
    unfinished: async () =>
      (await runs().where('status', 'in', ['waiting', 'running']).execute()).map(fromRow),
    async keepNewest(count) {
      const newest = database
        .selectFrom('lab_runs')
        .select('id')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(count);
      await database.deleteFrom('lab_runs').where('id', 'not in', newest).execute();
    },
  };
}

function fromRow({ run_json }: { run_json: string }): LabRun {
  return JSON.parse(run_json) as LabRun;
}
