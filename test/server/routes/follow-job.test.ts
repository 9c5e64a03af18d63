import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { LongJobStatus } from '#solver/contract/api/long-jobs.ts';
import { FOLLOWERS, jobFollowing } from '#server/routes/follow-job.ts';
import { JobNews } from '#server/use-cases/long-jobs/job-news.ts';
import { eventsOf } from '../../../web/src/api/event-stream.ts';

const EVENTS = { accept: 'text/event-stream' };
const app = () => Fastify({ forceCloseConnections: true });

let service: ReturnType<typeof app>;
let news: JobNews;
let reads: number;
let step: number;
let status: LongJobStatus;
beforeEach(async () => {
  service = app();
  news = new JobNews();
  reads = 0;
  step = 0;
  status = 'running';
  const follow = jobFollowing(service, news);
  const read = async () => {
    reads += 1;
    return { status, step };
  };
  service.get('/job', (request, reply) => follow(request, reply, 'job', read));
  service.get('/job-of-who-leaves', async (request, reply) => {
    reply.raw.writeContinue();
    await once(reply.raw, 'close');
    return follow(request, reply, 'job', read);
  });
  await service.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => service.close());

const port = () => (service.server.address() as AddressInfo).port;

async function follower(): Promise<ReturnType<typeof eventsOf>> {
  const reply = await fetch(`http://127.0.0.1:${port()}/job`, { headers: EVENTS });
  expect(reply.status).toBe(200);
  return eventsOf(reply.body as ReadableStream<Uint8Array>);
}

/** Asks, and has left before there is anything to tell. */
async function leaveAtOnce(): Promise<void> {
  const socket = connect(port(), '127.0.0.1');
  socket.write(`GET /job-of-who-leaves HTTP/1.1\r\nhost: x\r\naccept: ${EVENTS.accept}\r\n\r\n`);
  await once(socket, 'data');
  socket.destroy();
  await once(socket, 'close');
}

async function hearsOf(events: ReturnType<typeof eventsOf>, wanted: number): Promise<void> {
  for (;;) {
    const { done, value } = await events.next();
    if (done) throw new Error('nothing more is told');
    if ((JSON.parse(value.data) as { step: number }).step === wanted) return;
  }
}

test('who leaves before anything is told takes nobody’s place', async () => {
  for (let left = 0; left <= FOLLOWERS; left += 1) await leaveAtOnce();
  await expect.poll(() => reads).toBe(FOLLOWERS + 1);
  await hearsOf(await follower(), 0);
});

test('a job is read once for all who follow it, and everybody hears of it', async () => {
  const followers = await Promise.all(Array.from({ length: 20 }, follower));
  await Promise.all(followers.map((events) => hearsOf(events, 0)));
  const before = reads;
  step = 1;
  news.tell({ job: 'job', status: 'running' });
  await Promise.all(followers.map((events) => hearsOf(events, 1)));
  // One that was under way when the news came, and one for the news.
  expect(reads - before).toBeLessThanOrEqual(3);
});

test('an end is told at once, whatever was told just before', async () => {
  // No pause between two tellings is ever over.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const events = await follower();
  await hearsOf(events, 0);
  await expect.poll(() => reads).toBe(2);
  status = 'done';
  step = 1;
  news.tell({ job: 'job', status });
  await hearsOf(events, 1);
  expect((await events.next()).done).toBe(true);
});
