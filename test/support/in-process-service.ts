import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { buildApp } from '#server/app.ts';
import type { AppOptions } from '#server/app.ts';
import { newToken } from '#server/auth/tokens.ts';
import type { Fault } from '#server/jobs/job-pool.ts';
import { startPools } from '#server/jobs/pools.ts';
import type { PoolOptions, Pools } from '#server/jobs/pools.ts';
import { createLogger } from '#server/log.ts';
import { openConfigured } from '#server/store/store.ts';
import type { Store, StorePlace } from '#server/store/store.ts';
import { testStorePlace } from './test-store.ts';

export interface Reply {
  status: number;
  body: unknown;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
}

/** The whole service inside the test: real routes, a real store in a folder of its own, real threads. No port. */
export interface InProcessService {
  app: FastifyInstance;
  /** In the link that makes the first account. */
  setUpToken: string;
  store: Store;
  place: StorePlace;
  pool: Pools;
  folder: string;
  /** Everything that was logged so far. */
  log(): string;
  faults: Fault[];
  send(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** Opens a port of its own; gives the origin. */
  listen(): Promise<string>;
  /** Uploads a file through a real socket, as a browser does. */
  upload(
    url: string,
    file: { name: string; content: string | Uint8Array<ArrayBuffer> },
    fields?: Record<string, string>,
  ): Promise<Reply>;
  sampleCohort(): Promise<CohortDetail>;
  close(): Promise<void>;
}

type Options = Partial<
  Pick<
    AppOptions,
    | 'webRoot'
    | 'requestsPerMinute'
    | 'requestTimeoutMs'
    | 'doors'
    | 'origin'
    | 'storeFile'
    | 'metricsToken'
    | 'trustedProxies'
    | 'mail'
    | 'mailPauseMs'
  >
> &
  Omit<PoolOptions, 'onFault'> & {
    /** A folder that outlives the service; without it one of its own. */
    folder?: string;
  };

export async function startInProcess(options: Options = {}): Promise<InProcessService> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mile-test-'));
  const lines: string[] = [];
  const logger = createLogger({ write: (line: string) => void lines.push(line) });
  const faults: Fault[] = [];
  const place = await testStorePlace(folder);
  const store = await openConfigured(place);
  const pool = startPools({
    ...options,
    onFault(fault) {
      faults.push(fault);
      logger.error(fault, 'worker failed');
    },
  });
  const setUpToken = newToken();
  const app = await buildApp({ ...options, store, pool, logger, setUpToken });

  async function send(...[method, url, body, headers]: Parameters<InProcessService['send']>): Promise<Reply> {
    const payload = body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> };
    const reply = await app.inject({ method: method as 'GET', url, ...payload, ...(headers && { headers }) });
    const json = String(reply.headers['content-type']).startsWith('application/json');
    return {
      status: reply.statusCode,
      text: reply.payload,
      body: json ? reply.json() : undefined,
      headers: reply.headers,
    };
  }

  async function listen(): Promise<string> {
    if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  }

  return {
    app,
    setUpToken,
    store,
    place,
    pool,
    listen,
    folder,
    faults,
    log: () => lines.join(''),
    send,
    async upload(url, { name, content }, fields = {}) {
      const origin = await listen();
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new File([content], name));
      const reply = await fetch(`${origin}${url}`, { method: 'POST', body: form });
      const text = await reply.text();
      return {
        status: reply.status,
        text,
        body: JSON.parse(text) as unknown,
        headers: Object.fromEntries(reply.headers),
      };
    },
    async sampleCohort() {
      const made = await send('POST', '/api/cohorts/sample', {});
      if (made.status !== 201) throw new Error(made.text);
      return (await send('GET', `/api/cohorts/${(made.body as CohortSummary).id}`)).body as CohortDetail;
    },
    async close() {
      await app.close();
      await pool.destroy();
      await store.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The shape in which every error leaves the service. */
export function errorOf(reply: Reply): { code: string; message: string; details: Record<string, unknown> } {
  return (reply.body as { error: { code: string; message: string; details: Record<string, unknown> } }).error;
}
