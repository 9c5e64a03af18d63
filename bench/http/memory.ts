import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { stamp } from '../machine.ts';
import { startService } from './service.ts';
import { freshPolicy, send, storeCohort } from './what-if.ts';

/*
 * node bench/http/memory.ts [MINUTES] [REQUESTS A SECOND]
 *
 * Mixed use of one service at a low rate: what the service's memory does meanwhile, by its own figures. Fails where an answer is a fault.
 */
const [minutes = 30, perSecond = 12] = process.argv.slice(2).map(Number);
const SAMPLE_MS = 15_000;

const service = await startService();
const cohort = await storeCohort(service.origin, 60);
const base = `${service.origin}/api/cohorts/${cohort.id}`;
const question = (round: number) => ({
  cohortVersion: cohort.version,
  policy: freshPolicy(cohort.policy, round),
});
const read = async (url: string) => (await fetch(url)).arrayBuffer();

/** What people do, by how often; every policy is a new one. */
const deeds: ((round: number) => Promise<unknown>)[] = [
  ...Array.from(
    { length: 6 },
    () => (round: number) => send(`${base}/matchings`, 'POST', { ...question(round), revision: round }),
  ),
  () => read(base),
  () => read(`${service.origin}/api/cohorts`),
  () => read(`${service.origin}/`),
  (round) => send(`${base}/explore/shortage`, 'POST', question(round)),
  (round) => send(`${base}/explore/grid`, 'POST', question(round)),
  async (round) => {
    const reply = await fetch(`${base}/exports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...question(round), format: 'xlsx' }),
    });
    await reply.arrayBuffer();
    if (!reply.ok) throw new Error(`a download was answered ${reply.status}`);
  },
  // Somebody's script: refused, and that must not pile up either.
  (round) => read(`${service.origin}/api/cohorts/${round}`),
];

interface Sample {
  minute: number;
  residentMiB: number;
  heapUsedMiB: number;
  externalMiB: number;
  requests: number;
}
const samples: Sample[] = [];
const begun = performance.now();
let round = 0;
let failures = 0;

async function figures(): Promise<(name: string) => number> {
  const text = await (await fetch(`${service.origin}/metrics`)).text();
  return (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]) / 2 ** 20;
}

async function sample(): Promise<void> {
  const figure = await figures();
  const one = {
    minute: Math.round((performance.now() - begun) / 600) / 100,
    residentMiB: Math.round(figure('process_resident_memory_bytes')),
    heapUsedMiB: Math.round(figure('nodejs_heap_size_used_bytes')),
    externalMiB: Math.round(figure('nodejs_external_memory_bytes')),
    requests: round,
  };
  samples.push(one);
  process.stderr.write(`${JSON.stringify(one)}\n`);
}

const sampler = setInterval(() => void sample(), SAMPLE_MS);
while (performance.now() - begun < minutes * 60_000) {
  const deed = deeds[round % deeds.length] as (round: number) => Promise<unknown>;
  round += 1;
  deed(round).catch((error: unknown) => {
    failures += 1;
    process.stderr.write(`${String(error)}\n`);
  });
  await wait(1_000 / perSecond);
}
clearInterval(sampler);
await sample();
await service.stop();

const folder = fileURLToPath(new URL('../results', import.meta.url));
mkdirSync(folder, { recursive: true });
const results = { stamp: stamp(), minutes, perSecond, requests: round, failures, samples };
writeFileSync(`${folder}/${results.stamp.commit}-memory.json`, `${JSON.stringify(results)}\n`);
