import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of ours that is ready. */
export interface Running {
  pid: number;
  /** What it printed when it was ready. */
  said: string;
  stop(): Promise<void>;
}

/** A service over the database that leaves long calculations to workers. */
export async function startApp(databaseUrl: string): Promise<Running & { origin: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mile-bench-'));
  const app = await start(['serve'], /http:\S+/, {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    LONG_CALCULATIONS: 'workers',
  });
  const stop = async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  };
  return { ...app, origin: app.said, stop };
}

/** A worker process over the database, for so many parts of sweeps at once. */
export function startWorker(databaseUrl: string, threads: number): Promise<Running> {
  return start(['work', '--threads', String(threads)], /long calculations as \S+/, {
    DATABASE_URL: databaseUrl,
  });
}

async function start(words: string[], ready: RegExp, settings: Record<string, string>): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, ['server/cli.ts', ...words], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  let said: string | undefined;
  if (child.stdout)
    for await (const line of createInterface(child.stdout)) {
      said = ready.exec(line)?.[0];
      if (said) break;
    }
  if (said === undefined || child.pid === undefined) throw new Error(`"${words.join(' ')}" did not start`);
  return {
    pid: child.pid,
    said,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** The database's address, which every script here takes from its surroundings; it should be empty. */
export function databaseOf(environment: NodeJS.ProcessEnv): string {
  const { DATABASE_URL } = environment;
  if (!DATABASE_URL) throw new Error('Set DATABASE_URL to the address of an empty PostgreSQL database.');
  return DATABASE_URL;
}
