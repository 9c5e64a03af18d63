import type { Server, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Proxies cut what is silent for a minute. */
const HEARTBEAT_MS = 15_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that gathers the answer would hold every event back.
  'x-accel-buffering': 'no',
};

/** Does the asker want events rather than one answer? */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  const types = (headers.accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return types.includes('text/event-stream');
}

/** Aborted when the asker has left before the answer was written. */
export function leaving({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/**
 * A reply as server-sent events (HTML, section 9.2), each with one line of JSON. What is sent is queued; what is offered gives way to
 * what is offered next while the asker reads slowly. After the end nothing is written.
 */
export class EventStream {
  readonly #raw: ServerResponse;
  readonly #server: Server;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #isFull = false;
  /** The last event that was offered while the line was full. */
  #waiting: string | undefined;

  /** Takes the reply over from the framework, with the headers that stand in it. */
  constructor(reply: FastifyReply) {
    reply.hijack();
    this.#raw = reply.raw;
    this.#server = reply.server.server;
    this.#raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    // Finds out about an asker who vanished without a word, which nothing else would.
    this.#raw.socket?.setKeepAlive(true, HEARTBEAT_MS);
    this.#raw.on('drain', () => this.#drained());
    this.#raw.once('close', () => clearInterval(this.#heartbeat));
    this.#heartbeat = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS).unref();
    // Gone before anybody could notice.
    if (this.#raw.destroyed) clearInterval(this.#heartbeat);
  }

  send(event: string, json: string): void {
    this.#write(frame(event, json));
  }

  offer(event: string, json: string): void {
    if (this.#isFull) this.#waiting = frame(event, json);
    else this.#write(frame(event, json));
  }

  /** The last event. */
  end(event: string, json: string): void {
    this.#waiting = undefined;
    this.send(event, json);
    clearInterval(this.#heartbeat);
    const { socket } = this.#raw;
    // A service that ends would wait for this connection, which was not idle when it looked for idle ones.
    if (this.#isOpen()) this.#raw.end(() => this.#server.listening || socket?.end());
  }

  /** More than this many bytes wait for the asker to read. */
  isBehind(bytes: number): boolean {
    return this.#raw.writableLength > bytes;
  }

  /** Hangs up on an asker who does not read. */
  drop(): false {
    this.#raw.destroy();
    return false;
  }

  #isOpen(): boolean {
    return !this.#raw.writableEnded && !this.#raw.destroyed;
  }

  #write(text: string): void {
    if (this.#isOpen()) this.#isFull = !this.#raw.write(text);
  }

  #drained(): void {
    this.#isFull = false;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#write(waiting);
  }
}

function frame(event: string, json: string): string {
  return `event: ${event}\ndata: ${json}\n\n`;
}
