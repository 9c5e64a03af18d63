import autocannon from 'autocannon';
import type { ImportDone, ReadFile } from '#solver/contract/api/import.ts';
import type { CohortDetail, CohortSummary, MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { writeApplications } from '#server/files/write-applications.ts';
import { median, quantile } from '../median.ts';
import { startService } from './service.ts';

export interface WhatIfTiming {
  side: number;
  requests: number;
  /** One at a time, every policy a new one: from request to parsed answer. */
  latencyMs: { median: number; p95: number };
  /** Inside the engine. */
  engineMs: number;
  /** Everything else: HTTP, validation, queue, scoring, building, certifying, storing nothing. */
  outsideMs: { median: number; p95: number };
  serviceStartMs: number;
  load: { connections: number; seconds: number; requestsPerSecond: number; p99Ms: number; errors: number };
}

export async function send<T>(url: string, method: string, body?: unknown): Promise<T> {
  const reply = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${method} ${url}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** A prime: the weights of so many rounds differ from each other. */
const ROUNDS = 9_973;

/** Weights, in thousandths, that none of the `ROUNDS` rounds before has asked for, so that no memory of answers helps. */
export function freshPolicy(policy: Policy, round: number): Policy {
  return {
    ...policy,
    criteria: policy.criteria.map((criterion, index) => ({
      ...criterion,
      weight: (1 + ((round * (7_919 + 2 * index) + 31 * index) % ROUNDS)) / 1_000,
    })),
  };
}

async function importSide(origin: string, cohortId: string, side: 'participant' | 'mentor', csv: Uint8Array) {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(csv)]), `${side}s.csv`);
  const base = `${origin}/api/cohorts/${cohortId}/imports`;
  const reply = await fetch(`${base}/read`, { method: 'POST', body: form });
  if (!reply.ok) throw new Error(`reading the ${side}s: ${await reply.text()}`);
  const { table } = (await reply.json()) as ReadFile;
  await send<ImportDone>(base, 'POST', { side, table });
}

/** A simulated cohort, stored by the way a committee would: files in. */
export async function storeCohort(origin: string, side: number): Promise<CohortDetail> {
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('the programme "minnesota" is not shipped');
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const { id } = await send<CohortSummary>(`${origin}/api/cohorts`, 'POST', {
    name: `${side} x ${side}`,
    programme: programme.id,
  });
  await importSide(
    origin,
    id,
    'participant',
    writeApplications(programme, 'participant', cohort.participants),
  );
  await importSide(origin, id, 'mentor', writeApplications(programme, 'mentor', cohort.mentors));
  return send<CohortDetail>(`${origin}/api/cohorts/${id}`, 'GET');
}

interface Asked {
  latencyMs: number;
  engineMs: number;
}

async function askOnce(url: string, cohort: CohortDetail, round: number): Promise<Asked> {
  const begun = performance.now();
  const { matching } = await send<MatchingReply>(url, 'POST', {
    cohortVersion: cohort.version,
    policy: freshPolicy(cohort.policy, round),
    revision: round,
  });
  const latencyMs = performance.now() - begun;
  if (matching.status !== 'optimal') throw new Error(`a what-if ended ${matching.status}`);
  return { latencyMs, engineMs: matching.timings.solveMs };
}

async function load(
  url: string,
  cohort: CohortDetail,
  connections: number,
  seconds: number,
): Promise<WhatIfTiming['load']> {
  const body = JSON.stringify({ cohortVersion: cohort.version, policy: cohort.policy, revision: 0 });
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration: seconds,
  });
  return {
    connections,
    seconds,
    requestsPerSecond: result.requests.average,
    p99Ms: result.latency.p99,
    errors: result.errors + result.non2xx,
  };
}

const REQUESTS = 60;
const WARM_UP = 5;

/** What-ifs on a stored cohort of `side` x `side`: one at a time with policies never asked before, then one policy under load. */
export async function timeWhatIf(side: number, report: (line: string) => void): Promise<WhatIfTiming> {
  const service = await startService();
  try {
    report(`what-ifs at ${side} x ${side}`);
    const cohort = await storeCohort(service.origin, side);
    const url = `${service.origin}/api/cohorts/${cohort.id}/matchings`;
    const asked: Asked[] = [];
    for (let round = 0; round < WARM_UP + REQUESTS; round += 1) {
      const one = await askOnce(url, cohort, round);
      if (round >= WARM_UP) asked.push(one);
    }
    const latency = asked.map(({ latencyMs }) => latencyMs);
    const outside = asked.map(({ latencyMs, engineMs }) => latencyMs - engineMs);
    return {
      side,
      requests: REQUESTS,
      latencyMs: { median: median(latency), p95: quantile(latency, 0.95) },
      engineMs: median(asked.map(({ engineMs }) => engineMs)),
      outsideMs: { median: median(outside), p95: quantile(outside, 0.95) },
      serviceStartMs: service.startedInMs,
      load: await load(url, cohort, 10, 5),
    };
  } finally {
    await service.stop();
  }
}
