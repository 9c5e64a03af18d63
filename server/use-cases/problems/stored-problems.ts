import { isUnderWay } from '#solver/contract/api/long-jobs.ts';
import { PROBLEM_LIMITS } from '#solver/contract/api/problems.ts';
import type { NewProblem, ProblemAnswer, StoredProblem } from '#solver/contract/api/problems.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Repositories, Store } from '../../store/store.ts';
import type { ProblemRow } from '../../store/problems.ts';
import type { HandOver } from '../long-jobs/from-afar.ts';
import { errorOf } from '../long-jobs/job-error.ts';
import { newRecordId } from '../record-id.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { packed } from './packed-file.ts';
import { refusePart, refuseParts } from './problem-extent.ts';

/** Problems that are kept, with their results; of others the oldest that are not under way go first. */
const KEPT = 20;
/** Of all their files before they were deflated: two of the largest. The store's disk is everybody's. */
const KEPT_BYTES = 8 * 1024 ** 3;

/** Where problems are kept, and who hands them over; all that they need of the service, so that the command line has them too. */
export interface ProblemPlace {
  store: Store;
  longJobs: HandOver;
}

/** Newest first. */
export async function listProblems({ store }: ProblemPlace): Promise<StoredProblem[]> {
  const found: StoredProblem[] = [];
  for (const row of await store.problems.list()) found.push(await told(store, row));
  return found;
}

/** Throws NOT_FOUND. */
export async function readProblem({ store }: ProblemPlace, id: string): Promise<StoredProblem> {
  return told(store, await rowOf(store, id));
}

/** A place for a file that will come in parts. Throws BUSY where as many as are kept are under way. */
export async function beginProblem(place: ProblemPlace, ask: NewProblem): Promise<StoredProblem> {
  const row = { id: newRecordId(), createdAt: new Date().toISOString(), ...ask };
  for (const id of await toGo(place.store)) await removeParts(place.store, id);
  await place.store.transaction(async (repositories) => {
    for (const id of await toGo(repositories)) await remove(repositories, id);
    await repositories.problems.add(row);
  });
  return readProblem(place, row.id);
}

/** Keeps a part of the file; the same part again takes its place. Throws FILE_TOO_LARGE, NOT_FOUND, STALE_VERSION once the file is whole, and STORAGE_FULL where too much is kept. */
export async function putProblemPart(
  { store }: ProblemPlace,
  id: string,
  part: number,
  content: Uint8Array,
): Promise<void> {
  refusePart(part);
  const deflated = await packed(content);
  await store.transaction(async (repositories) => {
    await refuseWhole(repositories, id);
    await repositories.problems.putPart(id, 'problem', part, deflated);
    // What is thrown takes the part back.
    if ((await repositories.problems.keptBytes()) > KEPT_BYTES) throw tooMuch();
  });
}

/** The file is whole: from now on it waits for a worker. Throws NOT_FOUND, INVALID_INPUT where parts are missing or there are none, FILE_TOO_LARGE, and STALE_VERSION where it was whole before. */
export async function solveStoredProblem(
  place: ProblemPlace,
  id: string,
  parts: number,
): Promise<StoredProblem> {
  refuseParts(parts);
  await place.store.transaction(async (repositories) => {
    await refuseWhole(repositories, id);
    const extent = await repositories.problems.extentOf(id, 'problem');
    if (extent.parts !== parts || extent.last !== parts - 1) throw notWhole(extent.parts, parts);
    await repositories.jobs.add({ id, kind: 'problem', askJson: '{}', pieces: 1 });
  });
  await place.longJobs.call(id);
  return readProblem(place, id);
}

/** Removes file and result; what is under way ends. Throws NOT_FOUND. */
export async function removeProblem(place: ProblemPlace, id: string): Promise<void> {
  await rowOf(place.store, id);
  await place.longJobs.stop(id);
  await removeParts(place.store, id);
  await place.store.transaction((repositories) => remove(repositories, id));
}

async function told(repositories: Repositories, row: ProblemRow): Promise<StoredProblem> {
  const { bytes } = await repositories.problems.extentOf(row.id, 'problem');
  const job = await repositories.jobs.get(row.id);
  const answer = job?.status === 'done' ? (JSON.parse(job.resultJson ?? 'null') as ProblemAnswer) : null;
  const status = job?.status ?? 'arriving';
  const progress = status === 'running' ? row.progress : null;
  return { ...row, bytes, status, progress, answer, error: job ? errorOf(job) : null };
}

async function rowOf({ problems }: Repositories, id: string): Promise<ProblemRow> {
  const row = await problems.get(id);
  if (!row) throw noSuchProblem(id);
  return row;
}

async function refuseWhole(repositories: Repositories, id: string): Promise<void> {
  await rowOf(repositories, id);
  if (!(await repositories.jobs.get(id))) return;
  throw new MileError(
    'STALE_VERSION',
    'This problem file is whole and was handed to the workers already. Begin another one for another file.',
    { id },
  );
}

/** The oldest that are not under way, so many that one more has a place. Throws BUSY. */
async function toGo(repositories: Repositories): Promise<string[]> {
  const rows = await repositories.problems.list();
  const tooManyBy = Math.max(0, rows.length - KEPT + 1);
  const ids: string[] = [];
  for (const { id } of rows.toReversed())
    if (ids.length < tooManyBy && !(await isSearched(repositories, id))) ids.push(id);
  if (ids.length < tooManyBy) throw tooMany();
  return ids;
}

async function isSearched({ jobs }: Repositories, id: string): Promise<boolean> {
  const job = await jobs.get(id);
  return job !== undefined && isUnderWay(job.status);
}

/** The first ones first: what is left of a file is not taken for a whole one. Those of one that was handed to the workers meanwhile stay. */
async function removeParts(store: Store, id: string): Promise<void> {
  for (const file of ['problem', 'result'] as const)
    await fewAtATime(() =>
      store.transaction(
        async (repositories) =>
          !(await isSearched(repositories, id)) && repositories.problems.removeSomeParts(id, file),
      ),
    );
}

async function remove({ problems, jobs }: Repositories, id: string): Promise<void> {
  await problems.remove(id);
  await jobs.remove(id);
}

export function noSuchProblem(id: string): MileError {
  return new MileError(
    'NOT_FOUND',
    `There is no problem file "${id}". ${KEPT} are kept; look into their list.`,
    { id },
  );
}

function notWhole(arrived: number, parts: number): MileError {
  return new MileError(
    'INVALID_INPUT',
    `${arrived} parts of the file have arrived, and ${parts} were announced, numbered from 0 to ${parts - 1}. Send those that are missing.`,
    { arrived, parts, most: PROBLEM_LIMITS.parts },
  );
}

function tooMany(): MileError {
  return new MileError(
    'BUSY',
    `${KEPT} problem files are under way already. Remove one, or wait for an end.`,
  );
}

function tooMuch(): MileError {
  return new MileError(
    'STORAGE_FULL',
    `Problem files and their results may hold ${KEPT_BYTES / 1024 ** 3} GiB together, which this part goes beyond. Remove some of those that are kept, then send it again.`,
    { mostBytes: KEPT_BYTES },
  );
}
