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

/** Starts `server/cli.ts serve` over an empty folder, or another program that serves, and waits for the address that it prints. */
export async function startService(
  program: readonly string[] = ['server/cli.ts', 'serve'],
): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'mile-bench-'));
  const running = await startOver(folder, program);
  return {
    ...running,
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The same over a folder that stays. */
export async function startOver(folder: string, program: readonly string[] = ['server/cli.ts', 'serve']) {
  const begun = performance.now();
  const child = spawn(process.execPath, program, {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, REQUESTS_PER_MINUTE: '100000000' },
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
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}
