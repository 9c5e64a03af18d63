import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StorePlace } from '#server/store/store.ts';

const CLI = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line as a process of its own, to its end. */
export function mile(...words: string[]): Promise<Ended> {
  return toItsEnd(words, {});
}

/** The same over the store of a folder. */
export function mileOver(dataFolder: string, ...words: string[]): Promise<Ended> {
  return toItsEnd(words, { DATA_DIR: dataFolder });
}

/** The same over the store of a service. */
export function mileAt({ dataDir, databaseUrl }: StorePlace, ...words: string[]): Promise<Ended> {
  return toItsEnd(words, { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) });
}

async function toItsEnd(words: readonly string[], settings: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}

/** Runs the command line while nobody reads its standard output. */
export async function mileUnread(...words: string[]): Promise<Pick<Ended, 'code' | 'stderr'>> {
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

/** An empty folder for the files of one test file. */
export async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), 'mile-'));
  const path = (name: string) => join(folder, name);
  return {
    path,
    /** Writes a text, or anything else as JSON, and gives the path. */
    async write(name: string, content: unknown): Promise<string> {
      await writeFile(path(name), typeof content === 'string' ? content : JSON.stringify(content));
      return path(name);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
