import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** What happens in other processes over the same database. */
export interface Hearing {
  /** Somebody else told this. */
  onNews(text: string): void;
  /** Something may have been told while nobody could listen. */
  onGap(): void;
}

/** A way to tell all other processes over the same database; nothing is kept for who is away. */
export interface News {
  /** `text`: at most some 7,000 bytes. */
  tell(text: string): void;
  close(): Promise<void>;
}

const CHANNEL = 'mile_news';
/** Told in place of what could not be told. Programs of before it was told take it for news of a job that nobody follows. */
const SOMETHING = '{"job":"","status":"running"}';
const RETRY_MS = 1_000;
const CONNECT_MS = 5_000;
/** Whoever only listens does not notice that the network has fallen silent, so it asks now and then. */
const HEARTBEAT_MS = 10_000;

/** News through LISTEN and NOTIFY, on a connection of its own that is made again when it is lost. */
export async function openPostgresNews(url: string, hearing: Hearing): Promise<News> {
  const news = new PostgresNews(url, hearing);
  if (!(await news.listen())) void news.listenAgain();
  return news;
}

class PostgresNews implements News {
  readonly #url: string;
  readonly #hearing: Hearing;
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  /** The connection's number: what it told itself comes back with it. */
  #own = 0;
  /** Was there something to tell while there was no connection? */
  #isUntold = false;

  constructor(url: string, hearing: Hearing) {
    this.#url = url;
    this.#hearing = hearing;
  }

  tell(text: string): void {
    // Without a connection nobody hears of it now. Those whose connection broke as well look again when they are back, which may be sooner than this one is.
    if (this.#client) notify(this.#client, text).catch(() => (this.#isUntold = true));
    else this.#isUntold = true;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#client?.end();
  }

  /** Whether it listens now. */
  async listen(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      query_timeout: HEARTBEAT_MS,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ processId, payload = '' }) => {
      if (processId === this.#own) return;
      if (payload === SOMETHING) this.#hearing.onGap();
      else this.#hearing.onNews(payload);
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(`select pg_backend_pid() as pid`);
      this.#own = rows[0]?.pid ?? 0;
      await client.query(`listen ${CHANNEL}`);
      this.#client = client;
      this.#tellUntold();
      const heartbeat = setInterval(
        () => void client.query('select 1').catch(() => client.end()),
        HEARTBEAT_MS,
      );
      client.once('end', () => {
        clearInterval(heartbeat);
        void this.listenAgain();
      });
      return true;
    } catch {
      // Not waited for: of a connection that the server broke off while it started, the end may never be told.
      void client.end().catch(() => undefined);
      return false;
    }
  }

  /** The mark goes before the telling: what fails from now on sets it again. */
  #tellUntold(): void {
    if (!this.#isUntold) return;
    this.#isUntold = false;
    this.tell(SOMETHING);
  }

  /** Tries until it listens or is closed. */
  async listenAgain(): Promise<void> {
    const { signal } = this.#closing;
    this.#client = undefined;
    while (!signal.aborted) {
      await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted && (await this.listen())) return this.#hearing.onGap();
    }
  }
}

function notify(client: pg.Client, text: string): Promise<unknown> {
  return client.query('select pg_notify($1, $2)', [CHANNEL, text]);
}
