import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { JobPool } from '#server/jobs/job-pool.ts';
import { BACKGROUND } from '#server/jobs/lanes.ts';

const WORKER = fileURLToPath(new URL('../../server/jobs/worker/main.ts', import.meta.url));
const GENERATIONS = 3;

/* Solver threads that load the engines and end, two at a time; with `pool` as its argument, in a process that has made a pool. Standard output tells what V8 frees. */
if (process.argv[2] === 'pool') {
  const pool = new JobPool({ filename: WORKER, maxThreads: 1, lane: BACKGROUND, onFault: () => undefined });
  await pool.destroy();
}
// V8 looks for what it can free whenever anything dies, and says so.
setFlagsFromString('--stress-wasm-code-gc');
setFlagsFromString('--trace-wasm-code-gc');
for (let generation = 0; generation < GENERATIONS; generation += 1)
  await Promise.all([0, 1].map(() => once(new Worker(WORKER), 'exit')));
