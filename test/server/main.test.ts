import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { eventsOf } from '../../web/src/api/event-stream.ts';
import { askSomethingHard } from '../support/hard-question.ts';
import { startService } from '../support/service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function cohortsAt(origin: string): Promise<CohortSummary[]> {
  return (await (await fetch(`${origin}/api/cohorts`)).json()) as CohortSummary[];
}

const BODY = JSON.stringify({ name: 'Class', programme: 'minnesota' });

async function addCohort(origin: string): Promise<Response> {
  return fetch(`${origin}/api/cohorts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: BODY,
  });
}

/** Runs `serve` to its end; for starts that fail. */
async function serveToTheEnd(
  environment: Record<string, string>,
): Promise<{ code: number; message: string }> {
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let message = '';
  child.stderr.on('data', (chunk: Buffer) => (message += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, message };
}

test('what was acknowledged is there after a polite end and after a kill', async () => {
  const folder = temporaryFolder();
  for (const [count, signal] of [
    [1, 'SIGTERM'],
    [2, 'SIGKILL'],
    [3, 'SIGTERM'],
  ] as const) {
    const service = await startService(folder);
    expect((await addCohort(service.origin)).status).toBe(201);
    expect(await cohortsAt(service.origin)).toHaveLength(count);
    await service.stop(signal);
  }
  const service = await startService(folder);
  onTestFinished(async () => void (await service.stop()));
  expect(await cohortsAt(service.origin)).toHaveLength(3);
});

test('a request under way is answered before the service ends', async () => {
  const folder = temporaryFolder();
  const service = await startService(folder);
  const socket = connect(Number(new URL(service.origin).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write(
    'POST /api/cohorts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${BODY.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  while (!answer.includes('100 Continue')) await once(socket, 'data');
  const stopped = service.stop('SIGTERM');
  socket.write(BODY);
  await Promise.all([stopped, once(socket, 'close')]);
  expect(answer).toMatch(/HTTP\/1\.1 201 Created/);

  const again = await startService(folder);
  onTestFinished(async () => void (await again.stop()));
  expect(await cohortsAt(again.origin)).toHaveLength(1);
});

test('a search under way ends with the best it has when the service is told to stop', async () => {
  const service = await startService(temporaryFolder());
  const { cohort, policy } = await askSomethingHard(service.origin);
  const reply = await fetch(`${service.origin}/api/cohorts/${cohort.id}/matchings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ cohortVersion: cohort.version, policy, revision: 1, timeLimit: 100 }),
  });
  let stopped: Promise<number | null> | undefined;
  let last: { name: string; data: string } | undefined;
  for await (const event of eventsOf(reply.body as ReadableStream<Uint8Array>)) {
    if (event.name === 'progress') stopped ??= service.stop('SIGTERM');
    last = event;
  }
  expect(last?.name).toBe('result');
  expect(JSON.parse(last?.data ?? '')).toMatchObject({ matching: { status: 'feasible' } });
  expect(await stopped).toBe(0);
});

test('a port that is in use and a foreign HOST end the start with a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const inUse = await serveToTheEnd({ PORT: String(port), DATA_DIR: temporaryFolder() });
  expect(inUse.code).not.toBe(0);
  expect(inUse.message).toMatch(new RegExp(`Port ${port} is in use`));

  const foreign = await serveToTheEnd({ HOST: '0.0.0.0', DATA_DIR: temporaryFolder() });
  expect(foreign.code).toBe(2);
  expect(foreign.message).toMatch(/HOST_NOT_ALLOWED: .*Leave HOST unset/);
});
