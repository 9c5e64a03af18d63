import type { Readable } from 'node:stream';
import { MileError } from '#solver/contract/errors.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { ProblemFileKind } from '../../store/problem-files.ts';
import type { Store } from '../../store/store.ts';
import { fromAfar } from '../long-jobs/from-afar.ts';
import { readProblemFile } from '../problems/read-problem-file.ts';
import { listProblems } from '../problems/stored-problems.ts';
import { pathName } from './path-name.ts';

const BROUGHT: readonly ProblemFileKind[] = ['problem'];
const SOLVED: readonly ProblemFileKind[] = ['problem', 'result'];

/**
 * Problem files that were brought to the Lab and are whole, each with what came of it. They may be large, so they are read as they are written: those that are
 * removed before their turn are left out, and named in what is told about the problem.
 */
export async function* problemFiles(store: Store): AsyncGenerator<ArchiveFile> {
  const place = { store, longJobs: fromAfar(store) };
  for (const problem of await listProblems(place)) {
    const { id, name, status } = problem;
    if (status === 'arriving') continue;
    const folder = `problems/${pathName(name, 'problem')}-${id}`;
    const leftOut: string[] = [];
    for (const file of status === 'done' ? SOLVED : BROUGHT) {
      const content = await unlessGone(readProblemFile(place, id, file));
      if (content) yield { path: `${folder}/${file}.json`, content };
      else leftOut.push(`${file}.json`);
    }
    const about = { ...problem, ...(leftOut.length > 0 && { removedMeanwhile: leftOut }) };
    yield { path: `${folder}/about.json`, content: `${JSON.stringify(about, null, 2)}\n` };
  }
}

async function unlessGone(file: Promise<Readable>): Promise<Readable | undefined> {
  try {
    return await file;
  } catch (error) {
    if (error instanceof MileError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
