import type { ImportDone } from '#solver/contract/api/import.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { ImportResult, ImportTask } from '../jobs/file-tasks.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';

/** A file as it came: nothing in it is interpreted, nothing is written. JSON of a ReadFile. */
export async function readImportFile(
  { store, pools }: Context,
  cohortId: string,
  file: { bytes: Uint8Array; fileName: string; sheet?: string; headerRow?: number },
): Promise<string> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  return pools.files.read(file);
}

/** What an import would do; nothing is written. JSON of an ImportPreview. */
export async function previewImport(context: Context, cohortId: string, body: Uint8Array): Promise<string> {
  const { task } = await importTask(context, cohortId, body);
  return context.pools.files.check(task);
}

/**
 * Imports all of it or nothing. Importing the same file again changes nothing, not even the version.
 * Throws IMPORT_NOT_READY where a problem is open, IMPORT_CHANGED where the people changed meanwhile.
 */
export async function applyImport(
  context: Context,
  cohortId: string,
  body: Uint8Array,
  by: Viewer | null = null,
): Promise<ImportDone> {
  const { task, version } = await importTask(context, cohortId, body);
  const result = await context.pools.files.apply(task);
  if (!result.ready) throw notReady(result);
  if (result.changed.length === 0) return { counts: result.counts, cohortVersion: version };
  await context.store.transaction(async ({ cohorts, people, personChanges }) => {
    if (!(await cohorts.advance(cohortId, version))) throw changedMeanwhile();
    await people.put(cohortId, result.changed);
    const facts = { at: new Date().toISOString(), author: by?.name ?? '', cause: 'import', why: '' } as const;
    await personChanges.add(
      cohortId,
      result.history.map((change) => ({ ...change, ...facts })),
    );
  });
  context.live.changed(cohortId, { kind: 'people', by });
  return { counts: result.counts, cohortVersion: version + 1 };
}

async function importTask(
  { store }: Context,
  cohortId: string,
  body: Uint8Array,
): Promise<{ task: ImportTask; version: number }> {
  return store.transaction(async (repositories) => {
    const head = await repositories.cohorts.head(cohortId);
    if (!head) throw noSuchCohort(cohortId);
    const people = await repositories.people.of(cohortId);
    const { programme } = await programmeOfCohort(repositories, head);
    return { task: { programme, people, body }, version: head.version };
  });
}

function notReady({ problems }: ImportResult): MileError {
  return new MileError(
    'IMPORT_NOT_READY',
    `${problems} ${problems === 1 ? 'problem is' : 'problems are'} open in this import, so nothing was added. ` +
      'Answer the questions and correct the errors, or leave those rows out.',
    { problems },
  );
}

function changedMeanwhile(): MileError {
  return new MileError(
    'IMPORT_CHANGED',
    'The applications changed while this import was being checked, so nothing was added. Check it again.',
  );
}
