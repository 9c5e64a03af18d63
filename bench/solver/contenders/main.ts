import { createInterface } from 'node:readline';
import { readInstance } from '../peers/instance-file.ts';
import type { Contender } from './contender.ts';

/** Each loads its own code only, so that a process's memory is its contender's. */
const CONTENDERS: Readonly<Record<string, () => Promise<Contender>>> = {
  'mile-match': async () => (await import('./mile-match.ts')).mileMatchContender(),
  kernel: async () => (await import('./kernel.ts')).kernelContender(),
  munkres: async () => (await import('./munkres.ts')).munkresContender(),
  glpk: async () => (await import('./glpk.ts')).glpkContender(),
  highs: async () => (await import('./highs.ts')).highsContender(),
};

// The process of a contender that runs in Node: its name and an instance's file on the command line, then a solve per line.
const [name = '', file = ''] = process.argv.slice(2);
const load = CONTENDERS[name];
if (!load) throw new Error(`there is no contender "${name}"`);
const contender = await load();
const idleMiB = peakMemoryMiB();
const { problem, everybodyMatched } = readInstance(file);
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [, limit] = /^solve (\d+)$/.exec(line) ?? [];
  if (limit === undefined) throw new Error(`"${line}" is no request`);
  const begun = performance.now();
  const found = contender(problem, { limitMs: Number(limit), everybodyMatched });
  const ms = performance.now() - begun;
  const peakMiB = peakMemoryMiB();
  const { check, ...solved } = found ?? {};
  check?.();
  process.stdout.write(`${JSON.stringify(found ? { ...solved, ms, peakMiB, idleMiB } : null)}\n`);
}

function peakMemoryMiB(): number {
  return process.resourceUsage().maxRSS / 1024;
}
