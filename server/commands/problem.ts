import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { newProblemSchema, PROBLEM_LIMITS } from '#solver/contract/api/problems.ts';
import type { NewProblem, StoredProblem } from '#solver/contract/api/problems.ts';
import { MileError } from '#solver/contract/errors.ts';
import { ENGINES } from '#solver/contract/outcome.ts';
import { fromAfar } from '../use-cases/long-jobs/from-afar.ts';
import { bringProblem } from '../use-cases/problems/bring-problem.ts';
import { refuseParts } from '../use-cases/problems/problem-extent.ts';
import { readProblemFile } from '../use-cases/problems/read-problem-file.ts';
import { listProblems, removeProblem } from '../use-cases/problems/stored-problems.ts';
import type { ProblemPlace } from '../use-cases/problems/stored-problems.ts';
import type { Command } from './command.ts';
import { notRead } from './input.ts';
import { tell, writeStream } from './output.ts';
import { badUsage, parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

const OPTIONS = {
  name: { type: 'string' },
  engine: { type: 'string' },
  'time-limit': { type: 'string' },
  problem: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

const { seconds: MOST_SECONDS, name: LONGEST_NAME, partBytes } = PROBLEM_LIMITS;

interface Values {
  name?: string | undefined;
  engine?: string | undefined;
  'time-limit'?: string | undefined;
  problem: boolean;
  out?: string | undefined;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** What comes after `problem`; all but `list` name a file or an id. */
const DEEDS: Readonly<Record<string, (place: ProblemPlace, named: string, values: Values) => Promise<void>>> =
  {
    async add(place, path, values) {
      const ask = readAsk(path, values);
      await using file = await openFile(path);
      const { id } = await bringProblem(place, ask, partsOf(path, file));
      say(id);
      tell('It waits for a service or a worker over this store, which looks every minute.');
    },
    async fetch(place, id, { problem, out }) {
      if (out === undefined) throw badUsage(problemCommand, 'Name a file with --out.');
      await writeStream(out, await readProblemFile(place, id, problem ? 'problem' : 'result'));
      tell(`Written: ${out}.`);
    },
    async remove(place, id) {
      await removeProblem(place, id);
      tell(`Removed: ${id}, with its result. A search that is under way ends within a minute.`);
    },
  };

/** Problem files of the Lab from a terminal. */
export const problemCommand: Command = {
  name: 'problem',
  synopsis: `list, add FILE.json [--name NAME] [--engine ${ENGINES.join('|')}] [--time-limit SECONDS], fetch ID --out FILE.json [--problem], or remove ID`,
  purpose:
    'Problem files that the Lab keeps in the store in DATA_DIR: hands one to the workers and says its id; fetches the result, or with --problem the file that was brought.',

  async run(words) {
    const { positionals, values } = parseWords(problemCommand, words, {
      options: OPTIONS,
      allowPositionals: true,
    });
    const [deed = 'list', named, ...rest] = positionals;
    const act = Object.hasOwn(DEEDS, deed) ? DEEDS[deed] : undefined;
    if (rest.length > 0 || (deed === 'list' ? named !== undefined : !act || named === undefined))
      throw badUsage(problemCommand, 'Say what to do, and with which file or problem.');
    await withStore(async (store) => {
      const place = { store, longJobs: fromAfar(store) };
      if (act) await act(place, named as string, values);
      else for (const problem of await listProblems(place)) say(lineOf(problem));
    });
    return 0;
  },
};

function lineOf({ id, name, status, answer, error }: StoredProblem): string {
  const end = answer === null ? (error?.code ?? '') : `${answer.matched ?? 0} matched, ${answer.status}`;
  return [id, name, status, end].join('\t').trimEnd();
}

function readAsk(path: string, { name = basename(path), engine, 'time-limit': limit }: Values): NewProblem {
  const { data } = newProblemSchema.safeParse({
    name,
    engine,
    seconds: limit === undefined ? undefined : Number(limit),
  });
  if (data) return data;
  throw badUsage(
    problemCommand,
    `Give a name of 1 to ${LONGEST_NAME} characters, one of the engines, and a time limit of 1 to ${MOST_SECONDS} whole seconds.`,
  );
}

/** Throws FILE_NOT_READ, FILE_TOO_LARGE and INVALID_INPUT, before anything is kept. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    // Looked at before it is opened: a pipe that nobody writes into would not open.
    await refuseUnfit(path);
    return await open(path);
  } catch (error) {
    throw error instanceof MileError ? error : notRead(path, error);
  }
}

async function refuseUnfit(path: string): Promise<void> {
  const about = await stat(path);
  if (about.isFile()) return refuseParts(Math.ceil(about.size / partBytes));
  throw new MileError(
    'FILE_NOT_READ',
    `"${path}" is a folder, a pipe or a device. Write the problem into a file, and name that.`,
  );
}

async function* partsOf(path: string, file: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    yield* file.createReadStream({ highWaterMark: partBytes, autoClose: false });
  } catch (error) {
    throw notRead(path, error);
  }
}
