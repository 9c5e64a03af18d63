import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { median } from '../median.ts';
import { startService } from './service.ts';
import { freshPolicy, storeCohort } from './what-if.ts';

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
  /** What those were: statuses, connections that broke, times without an answer. */
  errorKinds: Record<string, number>;
}

interface Target {
  what: string;
  url: string;
  /** Of the k-th request. */
  body?: (k: number) => string;
}

const SIDE = 60;
/** Ours and the bare one take turns. */
const ROUNDS = 5;
const SECONDS_EACH = 6;

let asked = 0;

/** Every request with a body of its own. */
function postings(body: (k: number) => string): Pick<autocannon.Options, 'requests'> {
  const headers = { 'content-type': 'application/json' };
  const setupRequest = (request: autocannon.Request) => ({ ...request, body: body((asked += 1)) });
  return { requests: [{ method: 'POST', headers, setupRequest }] };
}

async function fire({ what, url, body }: Target, connections: number, seconds: number): Promise<LoadTiming> {
  const result = await autocannon({ url, connections, duration: seconds, ...(body && postings(body)) });
  const { requests, latency, errors, timeouts, non2xx } = result;
  return {
    what,
    connections,
    seconds,
    requestsPerSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    errors: errors + non2xx,
    errorKinds: kindsOf(result.statusCodeStats ?? {}, { broken: errors - timeouts, 'no answer': timeouts }),
  };
}

function kindsOf(
  statuses: Record<string, { count?: number }>,
  others: Record<string, number>,
): Record<string, number> {
  const counted = Object.entries(statuses).map(([status, { count = 0 }]) => [status, count] as const);
  const all = [...counted, ...Object.entries(others)];
  return Object.fromEntries(all.filter(([kind, count]) => kind !== '200' && count > 0));
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
    return { ...typical, ...errorsOf(timings) };
  });
}

function errorsOf(timings: readonly LoadTiming[]): Pick<LoadTiming, 'errors' | 'errorKinds'> {
  const errorKinds: Record<string, number> = {};
  for (const [kind, count] of timings.flatMap((timing) => Object.entries(timing.errorKinds)))
    errorKinds[kind] = (errorKinds[kind] ?? 0) + count;
  return { errors: timings.reduce((sum, { errors }) => sum + errors, 0), errorKinds };
}

/** What-ifs, lists and a cohort of 60 x 60 at 50 and at 200 connections, what-ifs beside a bare route with their schema and their answer: the same one again and again,
 * which is remembered, and new ones. */
export async function timeLoad(report: (line: string) => void): Promise<LoadTiming[]> {
  const service = await startService();
  const folder = mkdtempSync(join(tmpdir(), 'mile-bench-'));
  try {
    const cohort = await storeCohort(service.origin, SIDE);
    const base = `${service.origin}/api/cohorts/${cohort.id}`;
    const question = (policy: Policy) =>
      JSON.stringify({ cohortVersion: cohort.version, policy, revision: 0 });
    const body = question(cohort.policy);
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(`${base}/matchings`, { method: 'POST', headers, body })).text();
    writeFileSync(join(folder, 'answer.json'), answer);
    const bare = await startService(['bench/http/bare.ts', join(folder, 'answer.json')]);
    const ours = { what: 'what-if', url: `${base}/matchings`, body: () => body };
    const fresh = {
      what: 'new what-ifs',
      url: `${base}/matchings`,
      body: (k: number) => question(freshPolicy(cohort.policy, k)),
    };
    const list = { what: 'list of cohorts', url: `${service.origin}/api/cohorts` };
    try {
      report('what-ifs beside a bare route, 50 connections');
      const targets = [ours, { what: 'bare route', url: `${bare.origin}/what-if`, body: () => body }, fresh];
      const beside = await inTurn(targets, 50, SECONDS_EACH);
      report('200 connections for 60 s');
      return [
        ...beside,
        await fire(ours, 200, 60),
        await fire(fresh, 200, 20),
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
