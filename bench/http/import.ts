import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CohortSummary, CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { ImportDone, ImportPreview, ReadFile } from '#solver/contract/api/import.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { writeApplications } from '#server/files/write-applications.ts';
import { stamp } from '../machine.ts';
import { median } from '../median.ts';
import { startService } from './service.ts';
import { send } from './what-if.ts';

/*
 * node bench/http/import.ts [ROWS] [ROUNDS]
 *
 * A file of so many participants into an empty cohort, as the page does it: read, check and add, the last two with progress. Then the same file again, which brings nobody new,
 * and once more with somebody who leaves at the first progress of the writing. Of each step the median; fails where an answer is not what it has to be.
 */
const [rows = 5_000, rounds = 5] = process.argv.slice(2).map(Number);
const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('the programme "minnesota" is not shipped');
const { participants } = simulateCohort({ programme, participants: rows, mentors: 1, seed: 1 });
const csv = Uint8Array.from(writeApplications(programme, 'participant', participants));
const service = await startService();

interface Timed<Value> {
  ms: number;
  value: Value;
}

async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  const begun = performance.now();
  const value = await work();
  return { ms: performance.now() - begun, value };
}

/** Asks as events; gives the result, and how often progress was told before it. `leaveAt` hangs up at the first progress of a phase. */
async function inEvents<Reply>(url: string, body: unknown, leaveAt?: string) {
  const leave = new AbortController();
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
    signal: leave.signal,
  });
  let text = '';
  try {
    for await (const chunk of reply.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (leaveAt !== undefined && text.includes(`"phase":"${leaveAt}"`)) leave.abort();
    }
  } catch (error) {
    if (!leave.signal.aborted) throw error;
  }
  const result = /event: result\ndata: (.*)/u.exec(text)?.[1];
  if (result === undefined && leaveAt === undefined) throw new Error(`no result: ${text.slice(-300)}`);
  return {
    progress: text.match(/event: progress/gu)?.length ?? 0,
    result: result === undefined ? undefined : (JSON.parse(result) as Reply),
  };
}

async function emptyCohort(): Promise<string> {
  const body = { name: 'Import', programme: 'minnesota' };
  const { id } = await send<CohortSummary>(`${service.origin}/api/cohorts`, 'POST', body);
  return `${service.origin}/api/cohorts/${id}`;
}

async function readFile(base: string): Promise<ReadFile> {
  const form = new FormData();
  form.set('file', new Blob([csv]), 'participants.csv');
  const reply = await fetch(`${base}/imports/read`, { method: 'POST', body: form });
  if (!reply.ok) throw new Error(`reading: ${await reply.text()}`);
  return (await reply.json()) as ReadFile;
}

const people = async (base: string) => (await (await fetch(base)).json()) as CohortDetail;

function expect(what: string, is: number, wanted: number): void {
  if (is !== wanted) throw new Error(`${what}: ${is} instead of ${wanted}`);
}

async function round() {
  const base = await emptyCohort();
  const read = await timed(() => readFile(base));
  const request = { side: 'participant', table: read.value.table };
  const check = await timed(() => inEvents<ImportPreview>(`${base}/imports/check`, request));
  const add = await timed(() => inEvents<ImportDone>(`${base}/imports`, request));
  expect('people', (await people(base)).participants, rows);
  const again = await timed(() => inEvents<ImportDone>(`${base}/imports`, request));
  expect('new ones of the second time', again.value.result?.counts.added ?? -1, 0);
  const other = await emptyCohort();
  const left = await timed(() => inEvents<ImportDone>(`${other}/imports`, request, 'writing'));
  expect('people of who left', (await people(other)).participants, 0);
  return {
    readMs: read.ms,
    checkMs: check.ms,
    addMs: add.ms,
    allMs: read.ms + check.ms + add.ms,
    againMs: again.ms,
    leftAfterMs: left.ms,
    progressTold: check.value.progress + add.value.progress,
  };
}

const before = stamp();
await round();
const all: Awaited<ReturnType<typeof round>>[] = [];
for (let index = 0; index < rounds; index += 1) {
  all.push(await round());
  process.stderr.write(`${JSON.stringify(all.at(-1))}\n`);
}
await service.stop();
type Figures = (typeof all)[number];
const middle = Object.fromEntries(
  Object.keys(all[0] ?? {}).map((key) => [
    key,
    Math.round(median(all.map((one) => one[key as keyof Figures]))),
  ]),
);
const results = { stamp: before, rows, fileBytes: csv.byteLength, rounds, median: middle, all };
const folder = fileURLToPath(new URL('../results', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/${before.commit}-import.json`, `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(middle)}\n`);
