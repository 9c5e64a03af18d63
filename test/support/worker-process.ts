import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A real `mile work` process. */
export interface WorkerProcess {
  /** As the store names it. */
  name: string;
  pid: number;
  /** What it has logged so far. */
  log(): string;
  /** Gives the exit code; null where a signal ended it. */
  stop(signal?: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP'): Promise<number | null>;
}

/** Starts `mile work` over a database and resolves when it takes pieces; rejects with its messages if it ends first. */
export async function startWorker(databaseUrl: string): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['server/cli.ts', 'work'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let messages = '';
  child.stderr.on('data', (chunk: Buffer) => (messages += chunk.toString()));
  const exited = once(child, 'exit');
  let printed = '';
  const name = await new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const said = /long calculations as (\S+)\n/.exec(printed)?.[1];
      if (said) resolve(said);
    });
    void exited.then(() => resolve(undefined));
  });
  if (name === undefined) throw new Error(`the worker ended before it began: ${messages}`);
  return {
    name,
    pid: child.pid ?? 0,
    log: () => messages,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      if (signal !== 'SIGSTOP') await exited;
      return child.exitCode;
    },
  };
}
