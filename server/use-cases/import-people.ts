import { setImmediate } from 'node:timers/promises';
import type { ImportDone, ImportProgress } from '#solver/contract/api/import.ts';
import { compareIdentifiers } from '#solver/contract/identifier.ts';
import { MileError } from '#solver/contract/errors.ts';
import { importStopped } from '../files/import-stopped.ts';
import type { ImportResult, ImportTask } from '../jobs/file-tasks.ts';
import type { Repositories } from '../store/store.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';
import { recordDeed } from './record/record-deed.ts';

/** People that are written in one go. */
const PART = 500;

/** A file as it came: nothing in it is interpreted, nothing is written. JSON of a ReadFile. */
export async function readImportFile(
  { store, pools }: Context,
  cohortId: string,
  file: { bytes: Uint8Array; fileName: string; sheet?: string; headerRow?: number },
): Promise<string> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  return pools.files.read(file);
}

/** Who waits for an import: they hear how far it is, and may leave, which ends it without a trace. */
export interface ImportWatch {
  gone: AbortSignal;
  /** Is told JSON of an ImportProgress. */
  onProgress?: (progress: string) => void;
}

/** What an import would do; nothing is written. JSON of an ImportPreview. Throws STOPPED where the asker has left. */
export async function previewImport(
  context: Context,
  cohortId: string,
  body: Uint8Array,
  { gone, onProgress }: ImportWatch,
): Promise<string> {
  const { task } = await importTask(context, cohortId, body);
  return context.pools.files.check(task, { stop: gone, ...(onProgress && { onProgress }) });
}

/**
 * Imports all of it or nothing, and remembers how the file was understood. Importing the same file again changes nothing, not even the version.
 * Throws IMPORT_NOT_READY where a problem is open, IMPORT_CHANGED where the people changed meanwhile, STOPPED where the asker has left.
 */
export async function applyImport(
  context: Context,
  cohortId: string,
  body: Uint8Array,
  { by, ...watch }: ImportWatch & { by: Doer },
): Promise<ImportDone> {
  const { task, version } = await importTask(context, cohortId, body);
  const { gone, onProgress } = watch;
  const result = await context.pools.files.apply(task, { stop: gone, ...(onProgress && { onProgress }) });
  if (!result.ready) throw notReady(result);
  const isNews = result.changed.length > 0;
  await context.store.transaction(async (repositories) => {
    if (isNews && !(await repositories.cohorts.advance(cohortId, version))) throw changedMeanwhile();
    await repositories.importMappings.put(task.programme.id, result.side, result.mapping);
    await writePeople(repositories, cohortId, result, watch);
    const facts = {
      at: new Date().toISOString(),
      author: by.viewer?.name ?? '',
      cause: 'import',
      why: '',
    } as const;
    await repositories.personChanges.add(
      cohortId,
      result.history.map((change) => ({ ...change, ...facts })),
    );
    if (isNews)
      await recordDeed(repositories, {
        by,
        cohort: cohortId,
        kind: 'people.imported',
        facts: { version: version + 1, side: result.side, ...result.counts },
      });
  });
  if (isNews) context.live.changed(cohortId, { kind: 'people', by: by.viewer });
  return { counts: result.counts, cohortVersion: isNews ? version + 1 : version };
}

/** Part by part, so that who waits hears of it and can still leave. */
async function writePeople(
  { people }: Repositories,
  cohortId: string,
  { changed }: ImportResult,
  { gone, onProgress }: ImportWatch,
): Promise<void> {
  const inOrder = changed.toSorted((a, b) => compareIdentifiers(a.id, b.id));
  for (let done = 0; done < inOrder.length; done += PART) {
    // The embedded store writes within this turn: without a pause nobody would hear of progress, or be heard.
    await setImmediate();
    if (gone.aborted) throw importStopped();
    onProgress?.(JSON.stringify({ phase: 'writing', done, total: inOrder.length } satisfies ImportProgress));
    await people.put(cohortId, inOrder.slice(done, done + PART));
  }
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
    const remembered = {
      participant: await repositories.importMappings.of(programme.id, 'participant'),
      mentor: await repositories.importMappings.of(programme.id, 'mentor'),
    };
    return { task: { programme, people, body, remembered }, version: head.version };
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
