import { expect, onTestFinished, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { eventsOf } from '../../web/src/api/event-stream.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { startService } from '../support/service.ts';
import type { RunningService } from '../support/service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { AtWork } from './support/at-work.ts';
import { CutProxy } from './support/cut-proxy.ts';
import { howMany } from './support/how-many.ts';
import { Promises } from './support/kept-promises.ts';

/** What nobody answers within counts as lost: longer than any statement takes on a slow and busy machine. */
const SILENCE_MS = 4_000;

type Services = [changedIn: RunningService, openedIn: RunningService];

/** Two services over one PostgreSQL, with a line to it that can be cut. */
async function startOverLine() {
  const server = await PostgresServer.start();
  const database = new URL(await server.newDatabase());
  const line = await CutProxy.to(Number(database.port));
  database.port = String(line.port);
  database.searchParams.set('query_timeout', String(SILENCE_MS));
  const start = () => startService(temporaryFolder(), { DATABASE_URL: database.href });
  const services: Services = [await start(), await start()];
  onTestFinished(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await line.close();
    await server.remove();
  });
  return { server, line, services };
}

type Step = () => void | Promise<void>;

test('while people work the database goes away: they are told, nothing acknowledged is lost, and all goes on by itself', async () => {
  const { server, line, services } = await startOverLine();
  const faults: [what: string, begin: Step, end: Step][] = [
    ['PostgreSQL crashes', () => server.end('SIGQUIT'), () => server.run()],
    ['the network falls silent', () => line.silence(), () => line.mend()],
    ['the network is cut', () => line.cut(), () => line.mend()],
    ['PostgreSQL is started anew', () => server.end('SIGINT'), () => server.run()],
  ];
  const { origin } = services[0];
  const promises = new Promises().at(origin);
  await promises.begin();
  const window = await Window.of(services);
  for (let round = 0; round < howMany(10, 1); round += 1)
    for (const [, begin, end] of faults.slice(0, howMany(4, 2))) {
      const people = new AtWork(promises);
      await people.haveDone();
      const told = people.areTold();
      await begin();
      await told;
      await expectAway(origin);
      await end();
      await people.haveDone();
      await people.end();
      await promises.check();
      await window.hearsAgain();
    }
});

async function expectAway(origin: string): Promise<void> {
  const reply = await fetch(`${origin}/api/cohorts`);
  expect(reply.status).toBe(503);
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await reply.json()).toMatchObject({ error: { code: 'STORE_AWAY' } });
}

/** A window on a cohort in the second service, which hears of changes made in the first. */
class Window {
  readonly #cohort: string;
  readonly #changedIn: string;
  readonly #openedIn: string;
  #line: AsyncIterator<{ name: string }> | undefined;

  private constructor(cohort: string, [changedIn, openedIn]: Services) {
    this.#cohort = cohort;
    this.#changedIn = changedIn.origin;
    this.#openedIn = openedIn.origin;
  }

  static async of(services: Services): Promise<Window> {
    const { id } = await post<CohortSummary>(`${services[0].origin}/api/cohorts/sample`, {});
    return new Window(id, services);
  }

  /** Somebody changes something until the window hears of it; a line that ended is opened again, as the page does. */
  async hearsAgain(): Promise<void> {
    let isHeard = false;
    const listening = this.#hear().then(() => (isHeard = true));
    await expect
      .poll(async () => {
        await post(`${this.#changedIn}/api/cohorts/${this.#cohort}/comments`, COMMENT);
        return isHeard;
      })
      .toBe(true);
    await listening;
  }

  async #hear(): Promise<void> {
    for (;;) {
      this.#line ??= await this.#open();
      const { done, value } = await this.#line.next();
      if (done) this.#line = undefined;
      else if (value.name === 'change') return;
    }
  }

  async #open() {
    const reply = await fetch(
      `${this.#openedIn}/api/cohorts/${this.#cohort}/live?window=window-of-ana&name=Ana`,
    );
    expect(reply.status).toBe(200);
    return eventsOf(reply.body as ReadableStream<Uint8Array>);
  }
}

const COMMENT = { participant: null, mentor: 'm1', text: 'Good listener', author: 'Ben' };

async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(reply.status).toBe(201);
  return (await reply.json()) as T;
}
