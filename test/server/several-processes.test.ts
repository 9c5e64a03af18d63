import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#server/store/canonical-json.ts';
import { eventsOf } from '../../web/src/api/event-stream.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { startService } from '../support/service.ts';
import type { RunningService } from '../support/service.ts';

let server: PostgresServer;
let databaseUrl: string;
let services: RunningService[];
const folder = mkdtempSync(join(tmpdir(), 'mile-test-'));
beforeAll(async () => {
  server = await PostgresServer.start();
  databaseUrl = await server.newDatabase();
  const settings = { DATABASE_URL: databaseUrl };
  services = await Promise.all([1, 2].map(() => startService(folder, settings)));
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

const at = (place: 0 | 1, path: string) => `${services[place]?.origin}${path}`;
const sampleCohort = async (place: 0 | 1) => {
  const reply = await fetch(at(place, '/api/cohorts/sample'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(reply.status).toBe(201);
  return (await reply.json()) as { id: string };
};

async function listenTo(place: 0 | 1, cohort: string) {
  const reply = await fetch(at(place, `/api/cohorts/${cohort}/live?window=window-of-ana&name=Ana`));
  expect(reply.status).toBe(200);
  const events = eventsOf(reply.body as ReadableStream<Uint8Array>);
  /** The next event of this name; undefined where the line ends. */
  return async (name: string): Promise<unknown> => {
    for (;;) {
      const { done, value } = await events.next();
      if (done) return undefined;
      if (value.name === name) return JSON.parse(value.data) as unknown;
    }
  };
}

async function comment(place: 0 | 1, cohort: string): Promise<number> {
  const reply = await fetch(at(place, `/api/cohorts/${cohort}/comments`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      participant: null,
      mentor: 'm1',
      text: 'Good listener',
      author: 'Ben',
    }),
  });
  return reply.status;
}

test('what is changed through one process is seen through the other, and its windows hear of it', async () => {
  const { id } = await sampleCohort(0);
  const hear = await listenTo(0, id);
  expect(await hear('now')).toBeDefined();
  expect(await comment(1, id)).toBe(201);
  expect(await hear('change')).toMatchObject({ kind: 'comments' });
  const comments = await (await fetch(at(0, `/api/cohorts/${id}/comments`))).json();
  expect(comments).toMatchObject([{ text: 'Good listener' }]);
});

test('attempts to sign in are counted by all processes together', async () => {
  const attempts = Array.from({ length: 12 }, (_, turn) =>
    fetch(at((turn % 2) as 0 | 1, '/api/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@example.org', password: 'harbour quilt lantern moss' }),
    }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array<number>(5).fill(401), ...Array<number>(7).fill(429)]);
  const kept = await server.ask(new URL(databaseUrl).pathname.slice(1), 'select key from limits');
  expect(kept).toHaveLength(2);
  // Whoever reads the table cannot find out by trying who it was.
  const text = JSON.stringify(kept);
  for (const who of ['nobody@example.org', '127.0.0.1']) {
    expect(text).not.toContain(who);
    expect(text).not.toContain(sha256(who));
  }
});

test('while the database is away the answer is 503; afterwards all goes on by itself, and windows read anew what stands', async () => {
  const { id } = await sampleCohort(1);
  const hear = await listenTo(1, id);
  await server.end('SIGQUIT');
  const refused = await fetch(at(1, '/api/cohorts'));
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: 'STORE_AWAY' } });
  await server.run();
  expect((await fetch(at(1, '/api/cohorts'))).status).toBe(200);
  expect(await hear('nothing')).toBeUndefined();
  const again = await listenTo(1, id);
  await expect.poll(() => comment(0, id)).toBe(201);
  // The other process may come back later than this one: then it tells afterwards that there was something, and the line ends once more.
  expect(await again('change')).toBeOneOf([undefined, expect.objectContaining({ kind: 'comments' })]);
  const atLast = await listenTo(1, id);
  expect(await comment(0, id)).toBe(201);
  expect(await atLast('change')).toMatchObject({ kind: 'comments' });
});

test('the link that one process prints makes the first account at another, and is used up everywhere', async () => {
  const printed = () => /#\/set-up\/(\S+)/u.exec(services[0]?.printed() ?? '')?.[1];
  await expect.poll(printed).toBeDefined();
  const setUp = async (place: 0 | 1) => {
    const first = { email: 'olga@example.org', name: 'Olga Owner', password: 'harbour quilt lantern moss' };
    const reply = await fetch(at(place, '/api/set-up'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: printed(), ...first }),
    });
    return reply.status;
  };
  expect([await setUp(1), await setUp(0), await setUp(1)]).toEqual([201, 410, 410]);
  const kept = `select name from secrets where name = 'set-up'`;
  expect(await server.ask(new URL(databaseUrl).pathname.slice(1), kept)).toEqual([]);
  expect((await fetch(at(0, '/api/cohorts'))).status).toBe(401);
});
