import { execFile } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import type { LabMachine } from '#solver/contract/api/lab.ts';
import { programVersion } from '../versions.ts';

const run = promisify(execFile);
const SOURCE = new URL('../../..', import.meta.url).pathname;

/** What figures of this process depend on. */
export async function readMachine(): Promise<LabMachine> {
  const processors = cpus();
  return {
    version: programVersion(),
    commit: await readCommit(),
    node: process.versions.node,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: Math.max(1, processors.length),
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
  };
}

/** Null where the program does not run from a working copy. */
async function readCommit(): Promise<string | null> {
  try {
    const { stdout: commit } = await run('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: SOURCE });
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--', 'solver', 'server'], {
      cwd: SOURCE,
    });
    return changes.trim() === '' ? commit.trim() : `${commit.trim()}+`;
  } catch {
    return null;
  }
}
