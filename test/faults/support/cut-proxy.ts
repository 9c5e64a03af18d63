import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A line to a port of 127.0.0.1 that can be cut, and that can fall silent as a network does: nothing arrives, and no connection breaks. */
export class CutProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'whole' | 'cut' | 'silent' = 'whole';

  private constructor(to: number) {
    this.#server = createServer((near) => this.#join(near, to));
  }

  static async to(port: number): Promise<CutProxy> {
    const proxy = new CutProxy(port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Breaks every connection and lets none in. */
  cut(): void {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Keeps every connection, lets new ones in, and passes nothing on. */
  silence(): void {
    this.#state = 'silent';
    for (const socket of this.#sockets) socket.pause();
  }

  /** What was held back while it was silent arrives now. */
  mend(): void {
    this.#state = 'whole';
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket, to: number): void {
    if (this.#state === 'cut') return void near.resetAndDestroy();
    const far = connect(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => into.write(bytes));
      from.on('end', () => into.end());
      from.on('error', () => into.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        into.destroy();
      });
      if (this.#state === 'silent') from.pause();
    }
  }
}
