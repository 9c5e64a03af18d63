import type { Readable } from 'node:stream';
import { MileError } from '#solver/contract/errors.ts';
import type { ProblemFileKind } from '../../store/problem-files.ts';
import { unpackedFile } from './packed-file.ts';
import { noSuchProblem, readProblem } from './stored-problems.ts';
import type { ProblemPlace } from './stored-problems.ts';

/** The file as it was brought, or that of its result. Throws NOT_FOUND where there is none (any more), or it is not whole yet. */
export async function readProblemFile(
  place: ProblemPlace,
  id: string,
  file: ProblemFileKind,
): Promise<Readable> {
  const { status } = await readProblem(place, id);
  const { parts } = await place.store.problems.extentOf(id, file);
  if (status === 'arriving' || (file === 'result' && status !== 'done')) throw notYet(id);
  const content = await unpackedFile(place.store, id, file, parts);
  if (!content) throw noSuchProblem(id);
  return content;
}

function notYet(id: string): MileError {
  return new MileError('NOT_FOUND', `The problem "${id}" has no such file yet. Wait until it is done.`, {
    id,
  });
}
