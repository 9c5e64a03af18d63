import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems hand out to whoever asks for any port, and above those of well-known services. */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * A port of 127.0.0.1 that is free now, for a server that goes away and comes back: in between no connection and no other server is given it by the system,
 * as happens to ports that `listen(0)` gives.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    // Drawn, so that test processes beside each other do not all look at the same ports first; no answer depends on which it is.
    const port = randomInt(FIRST, FIRST + COUNT);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
