import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A real service process on a free loopback port. */
export interface RunningService {
  origin: string;
  /** What it has printed so far. */
  printed(): string;
  /** Gives the exit code; null where a signal ended it. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts `mile serve` over a data folder and resolves when it listens; rejects with its messages if it ends first. */
export async function startService(
  dataFolder: string,
  settings: Record<string, string> = {},
): Promise<RunningService> {
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: dataFolder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let messages = '';
  child.stderr.on('data', (chunk: Buffer) => (messages += chunk.toString()));
  const exited = once(child, 'exit');
  let printed = '';
  const origin = await new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const said = /http:\S+(?=\n)/.exec(printed)?.[0];
      if (said) resolve(said);
    });
    void exited.then(() => resolve(undefined));
  });
  if (origin === undefined) throw new Error(`the service ended before it listened: ${messages}`);
  return { origin, printed: () => printed, stop: (signal = 'SIGTERM') => stop(signal) };

  async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    child.kill(signal);
    await exited;
    return child.exitCode;
  }
}
