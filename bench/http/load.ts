import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { median } from '../median.ts';
import { startService } from './service.ts';
import type { Service } from './service.ts';
import { freshPolicy, send, storeCohort } from './what-if.ts';

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

/** A service with a cohort of 60 x 60 that takes applications, and the requests that it is asked. */
interface Served {
  service: Service;
  /** The same what-if again and again, which is remembered; and new ones, each of which is solved. */
  same: Target;
  fresh: Target;
  cohort: Target;
  body: string;
}

async function serve(): Promise<Served> {
  const service = await startService();
  const cohort = await storeCohort(service.origin, SIDE);
  const base = `${service.origin}/api/cohorts/${cohort.id}`;
  const question = (policy: Policy) => JSON.stringify({ cohortVersion: cohort.version, policy, revision: 0 });
  const body = question(cohort.policy);
  const url = `${base}/matchings`;
  await openIntake(base);
  return {
    service,
    body,
    same: { what: 'what-if', url, body: () => body },
    fresh: { what: 'new what-ifs', url, body: (k) => question(freshPolicy(cohort.policy, k)) },
    cohort: { what: 'a cohort', url: base },
  };
}

async function openIntake(base: string): Promise<void> {
  const day = 24 * 3_600_000;
  const at = (offset: number) => new Date(Date.now() + offset * day).toISOString();
  const window = { opensAt: at(-1), closesAt: at(7), participant: true, mentor: true };
  await send(`${base}/intake`, 'PUT', { ...window, basedOn: 0 });
}

/** What-ifs at 50 connections beside a bare route with their schema and their answer. */
async function timeBeside({ same, fresh, body }: Served): Promise<LoadTiming[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mile-bench-'));
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(same.url, { method: 'POST', headers, body })).text();
    writeFileSync(join(folder, 'answer.json'), answer);
    const bare = await startService(['bench/http/bare.ts', join(folder, 'answer.json')]);
    try {
      const bareRoute = { what: 'bare route', url: `${bare.origin}/what-if`, body: () => body };
      return await inTurn([same, bareRoute, fresh], 50, SECONDS_EACH);
    } finally {
      await bare.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const listOf = ({ origin }: Service): Target => ({ what: 'list of cohorts', url: `${origin}/api/cohorts` });

/** What is asked for: 200 connections for a minute. */
async function timeHeld({ service, same }: Served): Promise<LoadTiming[]> {
  const page = `${service.origin}/api/public/programmes/minnesota`;
  const timings: LoadTiming[] = [];
  for (const target of [same, listOf(service), { what: 'the public page', url: page }])
    timings.push(await fire(target, 200, 60));
  return timings;
}

/** More at 200 connections, more briefly. */
async function timeOthers({ service, fresh, cohort }: Served): Promise<LoadTiming[]> {
  const timings: LoadTiming[] = [];
  for (const target of [fresh, cohort, { what: 'the page', url: `${service.origin}/` }])
    timings.push(await fire(target, 200, 20));
  return timings;
}

/** Each part is over within four minutes, and has a service of its own. */
export const LOAD_PARTS = { beside: timeBeside, held: timeHeld, others: timeOthers } as const;
export type LoadPart = keyof typeof LOAD_PARTS;

export async function timeLoad(part: LoadPart, report: (line: string) => void): Promise<LoadTiming[]> {
  report(`load: ${part}`);
  const served = await serve();
  try {
    return await LOAD_PARTS[part](served);
  } finally {
    await served.service.stop();
  }
}
