import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PROBLEM_LIMITS, storedProblemSchema } from '#solver/contract/api/problems.ts';
import { stamp } from '../machine.ts';
import { structuredSparse } from '../solver/families/structured.ts';
import { PeakMemory } from './peak-memory.ts';
import { inParts, problemText } from './problem-text.ts';
import { databaseOf, startApp, startWorker } from './processes.ts';

/*
 * DATABASE_URL=postgres://... node bench/workers/large-problem.ts [PEOPLE A SIDE] [CANDIDATES]
 *
 * One large sparse problem through service, queue, worker and store, each a process of its own: how much memory each had at most, and how long the parts of the
 * way took. Fails where the answer is not proven best, or where the result file that comes back does not hold what was told.
 */
const [side = 100_000, candidates = 50] = process.argv.slice(2).map(Number);
const database = databaseOf(process.env);
const { problem } = structuredSparse(side, candidates, 'o', 1);

const before = stamp();
const app = await startApp(database);
const worker = await startWorker(database, 1);
const memory = new PeakMemory(
  new Map([
    [app.pid, 'the service'],
    [worker.pid, 'the worker'],
  ]),
  new URL(database).pathname.slice(1),
);

async function ask(path: string, method = 'GET', body?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
  const reply = await fetch(`${app.origin}/api/problems${path}`, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': type } }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  return reply;
}
const read = async (path: string) => storedProblemSchema.parse(await (await ask(path)).json());

try {
  const begun = performance.now();
  const name = `sparse ${side} x ${candidates}`;
  const { id } = storedProblemSchema.parse(await (await ask('', 'POST', JSON.stringify({ name }))).json());
  let parts = 0;
  for (const part of inParts(problemText(problem), PROBLEM_LIMITS.partBytes)) {
    await ask(`/${id}/parts/${parts}`, 'PUT', part);
    parts += 1;
  }
  const brought = performance.now();
  await ask(`/${id}/solve`, 'POST', JSON.stringify({ parts }));
  let stored = await read(`/${id}`);
  while (stored.status === 'waiting' || stored.status === 'running') {
    await wait(200);
    stored = await read(`/${id}`);
  }
  const solved = performance.now();
  if (!stored.answer?.verification.proven) throw new Error(`not proven: ${JSON.stringify(stored)}`);
  const result = (await (await ask(`/${id}/result.json`)).json()) as { matched: number; pairs: unknown[] };
  const ended = performance.now();
  if (result.matched !== stored.answer.matched || result.pairs.length !== result.matched)
    throw new Error('the result file is another than the one that was told');
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  const results = {
    stamp: before,
    people: { participants: problem.participants.length, mentors: problem.mentors.length },
    pairs: problem.pairs.score.length,
    fileMiB: Math.round(stored.bytes / 2 ** 20),
    peakMiB: memory.end(),
    seconds: {
      bring: seconds(begun, brought),
      solveByWorker: seconds(brought, solved),
      fetchResult: seconds(solved, ended),
    },
    answer: stored.answer,
  };
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/${results.stamp.commit}-large-problem.json`,
    `${JSON.stringify(results, null, 2)}\n`,
  );
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
} finally {
  memory.end();
  await Promise.all([app.stop(), worker.stop()]);
}
