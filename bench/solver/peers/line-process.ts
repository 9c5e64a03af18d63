import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answer, Session } from './peer.ts';

const LOADING_LIMIT_MS = 120_000;
const GRACE_MS = 2_000;

/** A contender may be hours from its answer when the bench is interrupted. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * A contender in a process of its own, which lives as long as its instance is compared: it loads the instance and prints a line;
 * then to each line "solve" with a limit in ms it answers with a line of JSON, null where it found nothing.
 */
export async function startLineProcess(command: string, words: readonly string[]): Promise<Session> {
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-2000)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // A contender that has died is told by its missing answer; writing to it is no further news.
  child.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => child.on('error', reject));
  failed.catch(() => undefined);

  const nextLine = async (limitMs: number): Promise<string | undefined> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), limitMs)));
    const line = await Promise.race([lines.next(), late, failed]);
    clearTimeout(timer);
    if (line === undefined) {
      child.kill('SIGKILL');
      return undefined;
    }
    if (line.done) throw new Error(`${command} ${words.join(' ')} ended: ${complaint}`);
    return line.value;
  };

  if ((await nextLine(LOADING_LIMIT_MS)) === undefined)
    throw new Error(`${command} ${words.join(' ')} was not ready within ${LOADING_LIMIT_MS} ms`);
  return {
    async solve(limitMs) {
      child.stdin.write(`solve ${Math.floor(limitMs)}\n`);
      // Whoever keeps the limit by itself may need a moment to say so.
      const line = await nextLine(limitMs + GRACE_MS);
      return line === undefined ? undefined : ((JSON.parse(line) as Answer | null) ?? undefined);
    },
    close: () => void child.kill('SIGKILL'),
  };
}
