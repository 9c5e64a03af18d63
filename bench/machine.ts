import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** Where and from what the figures were taken; a figure without this says nothing. */
export interface Stamp {
  commit: string;
  /** True where the tree differed from the commit. */
  dirty: boolean;
  takenAt: string;
  node: string;
  cpu: string;
  cores: number;
  memoryGiB: number;
  /** Processes that wanted to run in the minute before: above 0, others were at work. */
  loadBefore: number;
}

function git(...words: string[]): string {
  return execFileSync('git', words, { encoding: 'utf8' }).trim();
}

/** Commit, clock and machine of this run. */
export function stamp(): Stamp {
  const processors = cpus();
  return {
    commit: git('rev-parse', '--short=12', 'HEAD'),
    dirty: git('status', '--porcelain', '--', 'solver', 'server', 'web', 'package-lock.json') !== '',
    takenAt: new Date().toISOString(),
    node: process.version,
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0] ?? 0,
  };
}
