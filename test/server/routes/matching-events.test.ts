import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  errorReplySchema,
  matchSetSchema,
  matchingReplySchema,
  runStartedSchema,
} from '#solver/contract/api/cohorts.ts';
import type { MatchSetSummary, RunStarted } from '#solver/contract/api/cohorts.ts';
import { matchingProgressSchema } from '#solver/contract/matching.ts';
import type { MatchingProgress } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { eventsOf } from '../../../web/src/api/event-stream.ts';
import type { ServerEvent } from '../../../web/src/api/event-stream.ts';
import { askSomethingHard } from '../../support/hard-question.ts';
import type { HardQuestion } from '../../support/hard-question.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let origin: string;
let hard: HardQuestion;
beforeAll(async () => {
  service = await startInProcess();
  origin = await service.listen();
  hard = await askSomethingHard(origin);
});
afterAll(() => service.close());

/** Weights that nobody has asked for yet, so that no answer is remembered. */
let asked = 0;
function unasked(policy: Policy): Policy {
  asked += 1;
  const [head, ...rest] = policy.criteria;
  if (!head) throw new Error('the default policy has criteria');
  return { ...policy, criteria: [{ ...head, weight: 1 + asked / 10 }, ...rest] };
}

interface Options {
  timeLimit?: number;
  signal?: AbortSignal;
  at?: string;
}

async function ask(policy: Policy, { timeLimit, signal, at = origin }: Options = {}): Promise<Response> {
  return fetch(`${at}/api/cohorts/${hard.cohort.id}/matchings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ cohortVersion: hard.cohort.version, policy, revision: 5, timeLimit }),
    signal,
  });
}

async function listen(policy: Policy, options: Options = {}): Promise<AsyncGenerator<ServerEvent, void>> {
  const reply = await ask(policy, options);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  if (!reply.body) throw new Error('the reply has no body');
  return eventsOf(reply.body);
}

async function next(events: AsyncGenerator<ServerEvent, void>, name: string): Promise<unknown> {
  const { value } = await events.next();
  expect(value).toMatchObject({ name });
  return JSON.parse((value as ServerEvent).data);
}

async function rest(events: AsyncGenerator<ServerEvent, void>): Promise<ServerEvent[]> {
  const all: ServerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const stop = (id: string, at = origin) => fetch(`${at}/api/runs/${id}/stop`, { method: 'POST' });

/** Stops as soon as a match has been told of, and gives everything up to the end. */
async function stopSoon(events: AsyncGenerator<ServerEvent, void>, { id }: RunStarted) {
  const told: MatchingProgress[] = [];
  for await (const { name, data } of events) {
    if (name !== 'progress') return { told, name, data: JSON.parse(data) as unknown };
    told.push(matchingProgressSchema.parse(JSON.parse(data)));
    if (told.length === 1) expect((await stop(id)).status).toBe(202);
  }
  throw new Error('the stream ended without an answer');
}

describe('a question that is answered at once', () => {
  test('has two events: what was begun, and what the plain answer says, with the headers of every answer', async () => {
    const policy = unasked(hard.cohort.policy);
    const reply = await ask(policy, { timeLimit: 60 });
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('x-request-id')).toMatch(/\w/);
    const events = await rest(eventsOf(reply.body as ReadableStream<Uint8Array>));
    expect(events.map(({ name }) => name)).toEqual(['started', 'result']);
    const [started, result] = events.map(({ data }) => JSON.parse(data) as unknown);
    expect(runStartedSchema.parse(started)).toMatchObject({ revision: 5, timeLimit: 60 });
    const body = { cohortVersion: hard.cohort.version, policy, revision: 5 };
    const plain = await service.send('POST', `/api/cohorts/${hard.cohort.id}/matchings`, body);
    expect(matchingReplySchema.parse(result)).toEqual(plain.body);
  });

  test('tells what is wrong with it as a plain answer does', async () => {
    const stranger = { participant: 'p_nobody', mentor: 'm_nobody' };
    const events = await listen({ ...hard.cohort.policy, pins: [stranger] });
    await next(events, 'started');
    const error = errorReplySchema.parse(await next(events, 'error'));
    expect(error.error).toMatchObject({ code: 'UNKNOWN_PERSON', requestId: expect.stringMatching(/\w/) });
    expect((await events.next()).done).toBe(true);

    const foreign = await ask({ ...hard.cohort.policy, programme: 'civil-service' });
    expect(foreign.status).toBe(400);
    expect(errorReplySchema.parse(await foreign.json()).error.code).toBe('INVALID_POLICY');
  });

  test('may not ask for more time than there is, nor for more than 10 s without events', async () => {
    expect((await ask(hard.policy, { timeLimit: 121 })).status).toBe(400);
    const body = { cohortVersion: hard.cohort.version, policy: hard.policy, revision: 1, timeLimit: 20 };
    const reply = await service.send('POST', `/api/cohorts/${hard.cohort.id}/matchings`, body);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 400,
      code: 'INVALID_INPUT',
    });
  });
});

describe('a search that takes long', () => {
  test('tells of better and better matches, and stopped gives the best of them, which can be saved', async () => {
    const policy = unasked(hard.policy);
    const events = await listen(policy, { timeLimit: 120 });
    const started = runStartedSchema.parse(await next(events, 'started'));
    const { told, name, data } = await stopSoon(events, started);
    expect(name).toBe('result');
    const { matching } = matchingReplySchema.parse(data);
    if (matching.status !== 'feasible') throw new Error(`the status is ${matching.status}`);
    const values = [...told, matching].map(({ matched, score }) => matched * 1e9 + score);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    for (const { pairs, matched, unmatchedParticipants } of told) {
      expect(pairs).toHaveLength(matched);
      expect(pairs.length + unmatchedParticipants.length).toBe(hard.cohort.participants);
    }
    expect(service.faults).toEqual([]);

    const saved = await service.send('POST', `/api/cohorts/${hard.cohort.id}/match-sets`, {
      name: 'Stopped and kept',
      cohortVersion: hard.cohort.version,
      policy,
    });
    expect(saved.status, saved.text).toBe(201);
    const { id, status } = saved.body as MatchSetSummary;
    expect(status).toBe('feasible');
    const set = matchSetSchema.parse((await service.send('GET', `/api/match-sets/${id}`)).body);
    expect(set.matching).toEqual(matching);
    expect((await stop(started.id)).status).toBe(404);
  });

  test('ends when the one who asked leaves, and its thread goes on', async () => {
    const leave = new AbortController();
    const events = await listen(unasked(hard.policy), { timeLimit: 120, signal: leave.signal });
    await next(events, 'started');
    await next(events, 'progress');
    leave.abort();
    await expect(events.next()).rejects.toThrow();
    await service.pool.solver.idle();
    expect(service.faults).toEqual([]);
  });

  test('leaves a thread to the others: where all long places are taken the next has as long as any request', async () => {
    const places = service.pool.longPlaces;
    const leave = new AbortController();
    onTestFinished(() => leave.abort());
    for (let place = 0; place <= places; place += 1) {
      const events = await listen(unasked(hard.policy), { timeLimit: 120, signal: leave.signal });
      const { timeLimit } = runStartedSchema.parse(await next(events, 'started'));
      expect(timeLimit).toBe(place < places ? 120 : 10);
    }
    leave.abort();
    await service.pool.solver.idle();
  });

  test('ends with what there is when the service ends', async () => {
    const other = await startInProcess();
    const at = await other.listen();
    hard = await askSomethingHard(at);
    const events = await listen(unasked(hard.policy), { timeLimit: 120, at });
    await next(events, 'started');
    await next(events, 'progress');
    const closed = other.close();
    const last = (await rest(events)).at(-1);
    await closed;
    expect(last?.name).toBe('result');
    expect(matchingReplySchema.parse(JSON.parse(last?.data ?? '')).matching.status).toBe('feasible');
  });
});
