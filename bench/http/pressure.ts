import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../median.ts';
import { startOver, startService } from './service.ts';
import { freshPolicy, storeCohort } from './what-if.ts';

export interface PressureTiming {
  /** Sockets that send a request a byte at a time, and after how many seconds the last one was closed. */
  slowSockets: { sockets: number; closedAfterS: number; othersMs: number };
  /** New questions at once, by the status of their answers; how many of the refusals say when to come back. */
  overload: { asked: number; statuses: Record<string, number>; withRetryAfter: number; nextStatus: number };
  /** From a start over the store of a killed service to its first answer. */
  recoveryMs: { median: number; worst: number; times: number };
}

const SLOW_SOCKETS = 500;
const ASKED = 600;
const KILLS = 10;

export async function timePressure(report: (line: string) => void): Promise<PressureTiming> {
  const service = await startService();
  try {
    report(`${SLOW_SOCKETS} slow sockets`);
    const slowSockets = await closeSlowSockets(service.origin);
    report(`${ASKED} new questions at once`);
    const overload = await overloadService(service.origin);
    report(`${KILLS} kills`);
    return { slowSockets, overload, recoveryMs: await recover() };
  } finally {
    await service.stop();
  }
}

async function closeSlowSockets(origin: string): Promise<PressureTiming['slowSockets']> {
  const port = Number(new URL(origin).port);
  const begun = performance.now();
  const closed = Array.from({ length: SLOW_SOCKETS }, async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('POST /api/cohorts HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    const drip = setInterval(() => socket.write('x'), 1_000);
    await once(socket, 'close');
    clearInterval(drip);
  });
  const asked = performance.now();
  await (await fetch(`${origin}/api/cohorts`)).arrayBuffer();
  const othersMs = performance.now() - asked;
  await Promise.all(closed);
  return { sockets: SLOW_SOCKETS, closedAfterS: (performance.now() - begun) / 1_000, othersMs };
}

async function overloadService(origin: string): Promise<PressureTiming['overload']> {
  const cohort = await storeCohort(origin, 60);
  const ask = (round: number) =>
    fetch(`${origin}/api/cohorts/${cohort.id}/matchings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        cohortVersion: cohort.version,
        policy: freshPolicy(cohort.policy, round),
        revision: 1,
      }),
    });
  const statuses: Record<string, number> = {};
  let withRetryAfter = 0;
  await Promise.all(
    Array.from({ length: ASKED }, async (_, round) => {
      const reply = await ask(round);
      await reply.arrayBuffer();
      statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      if (reply.headers.has('retry-after')) withRetryAfter += 1;
    }),
  );
  const next = await ask(ASKED);
  await next.arrayBuffer();
  return { asked: ASKED, statuses, withRetryAfter, nextStatus: next.status };
}

async function recover(): Promise<PressureTiming['recoveryMs']> {
  const folder = mkdtempSync(join(tmpdir(), 'mile-bench-'));
  const times: number[] = [];
  try {
    let service = await startOver(folder);
    await storeCohort(service.origin, 60);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await service.stop('SIGKILL');
      const begun = performance.now();
      service = await startOver(folder);
      await (await fetch(`${service.origin}/api/cohorts`)).arrayBuffer();
      times.push(performance.now() - begun);
    }
    await service.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { median: median(times), worst: Math.max(...times), times: times.length };
}
