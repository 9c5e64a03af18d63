import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { median } from '../median.ts';
import { startService } from './service.ts';
import { storeCohort } from './what-if.ts';

/** Requests to one route, or to the bare one. */
export interface LoadTiming {
  what: string;
  connections: number;
  seconds: number;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Anything but an answer of 200. */
  errors: number;
}

interface Target {
  what: string;
  url: string;
  body?: string;
}

const SIDE = 60;
/** Ours and the bare one take turns. */
const ROUNDS = 5;

async function fire({ what, url, body }: Target, connections: number, seconds: number): Promise<LoadTiming> {
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
  });
  return {
    what,
    connections,
    seconds,
    requestsPerSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    errors: errors + non2xx,
  };
}

/** Several in turn; of each the median run by requests a second, with the errors of all. */
async function inTurn(
  targets: readonly Target[],
  connections: number,
  seconds: number,
): Promise<LoadTiming[]> {
  const runs = targets.map((): LoadTiming[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, target] of targets.entries())
      runs[index]?.push(await fire(target, connections, seconds));
  return runs.map((timings) => {
    const middle = median(timings.map(({ requestsPerSecond }) => requestsPerSecond));
    const typical = timings.find(({ requestsPerSecond }) => requestsPerSecond === middle) as LoadTiming;
    return { ...typical, errors: timings.reduce((sum, { errors }) => sum + errors, 0) };
  });
}

/** What-ifs, lists and a cohort of 60 x 60 at 50 and at 200 connections, the what-if beside a bare route with its schema and its answer. */
export async function timeLoad(report: (line: string) => void): Promise<LoadTiming[]> {
  const service = await startService();
  const folder = mkdtempSync(join(tmpdir(), 'mile-bench-'));
  try {
    const cohort = await storeCohort(service.origin, SIDE);
    const base = `${service.origin}/api/cohorts/${cohort.id}`;
    const body = JSON.stringify({ cohortVersion: cohort.version, policy: cohort.policy, revision: 0 });
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(`${base}/matchings`, { method: 'POST', headers, body })).text();
    writeFileSync(join(folder, 'answer.json'), answer);
    const bare = await startService(['bench/http/bare.ts', join(folder, 'answer.json')]);
    const ours = { what: 'what-if', url: `${base}/matchings`, body };
    const list = { what: 'list of cohorts', url: `${service.origin}/api/cohorts` };
    try {
      report('what-ifs beside a bare route, 50 connections');
      const pair = await inTurn([ours, { what: 'bare route', url: `${bare.origin}/what-if`, body }], 50, 6);
      report('200 connections for 60 s');
      return [
        ...pair,
        await fire(ours, 200, 60),
        await fire(list, 200, 60),
        await fire({ what: 'a cohort', url: base }, 200, 20),
        await fire({ what: 'the page', url: `${service.origin}/` }, 200, 20),
      ];
    } finally {
      await bare.stop();
    }
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
}
