import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A service process of our own on a free loopback port, with a store that goes away with it. */
export interface Service {
  origin: string;
  /** From spawn until it listens. */
  startedInMs: number;
  stop(): Promise<void>;
}

/** Starts `server/cli.ts serve` and waits for the address that it prints. */
export async function startService(): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'mile-bench-'));
  const begun = performance.now();
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  let origin: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    origin = /http:\S+/.exec(line)?.[0];
    if (origin) break;
  }
  if (!origin) throw new Error('the service did not start');
  return {
    origin,
    startedInMs: performance.now() - begun,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
