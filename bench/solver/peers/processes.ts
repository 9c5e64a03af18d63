import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Instance } from '../families/instance.ts';
import { startLineProcess } from './line-process.ts';
import type { Peer } from './peer.ts';

const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Cells of a dense matrix that still fit a process of a few GiB. */
const MOST_CELLS = 30_000_000;
/** Beyond, whole models take minutes and gigabytes. */
const MOST_WHOLE_MODEL_PAIRS = 120_000;
const MOST_LEMON_PAIRS = 20_000_000;

function isPure({ problem }: Instance): boolean {
  return problem.quotas.length === 0;
}

function isOneToOne({ problem }: Instance): boolean {
  return problem.mentors.every(({ max }) => max === 1);
}

function cells({ problem }: Instance): number {
  return problem.participants.length * problem.mentors.reduce((sum, { max }) => sum + max, 0);
}

function inNode(name: string, contender: string, takes: Peer['takes']): Peer {
  return {
    name,
    takes,
    open: (_, file) => startLineProcess(process.execPath, [path('../contenders/main.ts'), contender, file]),
  };
}

/** Everything that `npm install` brings. Ours comes first: its proven answer is what the others are compared with. */
export const MILE_MATCH = inNode('mile-match', 'mile-match', () => true);

/** What of our time is the matching itself. */
export const KERNEL = inNode('mile-match, kernel alone', 'kernel', isPure);

export const NPM_PEERS: readonly Peer[] = [
  inNode(
    'munkres',
    'munkres',
    (instance) => isPure(instance) && isOneToOne(instance) && cells(instance) <= MOST_CELLS,
  ),
  inNode('glpk.js', 'glpk', ({ problem }) => problem.pairs.score.length <= MOST_WHOLE_MODEL_PAIRS),
  inNode('HiGHS (npm)', 'highs', ({ problem }) => problem.pairs.score.length <= MOST_WHOLE_MODEL_PAIRS),
];

/** The first Python on the PATH, or the system's own, that can import scipy, and its version of scipy. */
async function pythonWithScipy(): Promise<{ python: string; version: string } | undefined> {
  for (const python of ['python3', '/usr/bin/python3', '/usr/local/bin/python3']) {
    try {
      const { stdout } = await run(python, ['-c', 'import scipy.optimize; print(scipy.__version__)']);
      return { python, version: stdout.trim() };
    } catch {
      // Not there, or without scipy: the next one may do.
    }
  }
  return undefined;
}

/** scipy's two solvers, where some Python has them. */
export async function scipyPeers(report: (line: string) => void): Promise<Peer[]> {
  const found = await pythonWithScipy();
  if (!found) {
    report('scipy is left out: no python3 imports it (apt-get install python3-scipy)');
    return [];
  }
  const peer = (name: string, method: string, takes: Peer['takes']): Peer => ({
    name,
    note: `scipy ${found.version}`,
    takes,
    open: (_, file) => startLineProcess(found.python, [path('scipy_contender.py'), method, file]),
  });
  return [
    peer('scipy LSA', 'dense', (instance) => isPure(instance) && cells(instance) <= MOST_CELLS),
    peer('scipy sparse', 'sparse', isPure),
  ];
}

/** LEMON's two solvers, compiled on the spot into `folder` where there are a compiler and its headers. */
export async function lemonPeers(folder: string, report: (line: string) => void): Promise<Peer[]> {
  const program = join(folder, 'lemon-contender');
  try {
    await run('g++', ['-O3', '-DNDEBUG', '-std=c++17', '-o', program, path('lemon-contender.cpp')]);
  } catch {
    report('LEMON is left out: g++ does not compile with its headers (apt-get install g++ liblemon-dev)');
    return [];
  }
  const takes = (instance: Instance) =>
    isPure(instance) && instance.problem.pairs.score.length <= MOST_LEMON_PAIRS;
  return ['simplex', 'scaling'].map((method) => ({
    name: method === 'simplex' ? 'LEMON network simplex' : 'LEMON cost scaling',
    takes,
    open: (_, file) => startLineProcess(program, [method, file]),
  }));
}
