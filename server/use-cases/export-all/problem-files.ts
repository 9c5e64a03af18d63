import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { Store } from '../../store/store.ts';
import { fromAfar } from '../long-jobs/from-afar.ts';
import { readProblemFile } from '../problems/read-problem-file.ts';
import { listProblems } from '../problems/stored-problems.ts';
import { pathName } from './path-name.ts';

/** Problem files that were brought to the Lab and are whole, each with what came of it. They may be large, so they are read as they are written. */
export async function* problemFiles(store: Store): AsyncGenerator<ArchiveFile> {
  const place = { store, longJobs: fromAfar(store) };
  for (const problem of await listProblems(place)) {
    const { id, name, status } = problem;
    if (status === 'arriving') continue;
    const folder = `problems/${pathName(name, 'problem')}-${id}`;
    yield { path: `${folder}/about.json`, content: `${JSON.stringify(problem, null, 2)}\n` };
    yield { path: `${folder}/problem.json`, content: await readProblemFile(place, id, 'problem') };
    if (status === 'done')
      yield { path: `${folder}/result.json`, content: await readProblemFile(place, id, 'result') };
  }
}
