import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { solvedBy } from '../contenders/contender.ts';
import type { Instance } from '../families/instance.ts';
import { writeMps } from './mps.ts';
import type { Answer, Peer, Session } from './peer.ts';

const MOST_PAIRS = 120_000;

/** A solver that reads a model file and writes a solution file. */
interface Program {
  readonly name: string;
  readonly command: string;
  readonly aptPackage: string;
  /** Prints its version and ends. */
  readonly probe: readonly string[];
  words(model: string, solution: string): string[];
  /** Columns (as in the MPS file) at one. */
  chosen(solution: string): Set<number>;
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'CBC (native)',
    command: 'cbc',
    aptPackage: 'coinor-cbc',
    probe: ['-quit'],
    words: (model, solution) =>
      `${model} -ratioGap 0 -allowableGap 0.5 -threads 0 -solve -solution ${solution} -quit`.split(' '),
    // After a line of status: number, name, value and reduced cost of every column that is not 0.
    chosen: (solution) => columnsAtOne(solution, /^\s*\d+\s+x(\d+)\s+(\S+)/gm),
  },
  {
    name: 'glpsol (native)',
    command: 'glpsol',
    aptPackage: 'glpk-utils',
    probe: ['--version'],
    words: (model, solution) => ['--freemps', model, '--mipgap', '0', '-w', solution],
    // A line "j number value" for every column, numbered from 1 as they stand in the model.
    chosen: (solution) =>
      new Set(Array.from(columnsAtOne(solution, /^j (\d+) (\S+)/gm), (column) => column - 1)),
  },
];

function columnsAtOne(solution: string, line: RegExp): Set<number> {
  const columns = new Set<number>();
  for (const [, column, value] of solution.matchAll(line))
    if (Number(value) > 0.5) columns.add(Number(column));
  return columns;
}

/** CBC and glpsol, where they are installed. Timed is their process, from its start to its end, on a file that lies ready. */
export async function commandLinePeers(report: (line: string) => void): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const program of PROGRAMS) {
    try {
      await promisify(execFile)(program.command, [...program.probe]);
      peers.push(peerOf(program));
    } catch {
      report(
        `${program.name} is left out: there is no ${program.command} (apt-get install ${program.aptPackage})`,
      );
    }
  }
  return peers;
}

function peerOf(program: Program): Peer {
  return {
    name: program.name,
    note: 'time of the process, reading the model file included',
    takes: ({ problem }) => problem.pairs.score.length <= MOST_PAIRS,
    async open(instance, file) {
      const model = `${file}.mps`;
      if (!existsSync(model)) writeMps(model, instance.problem);
      return sessionOf(program, instance, model);
    },
  };
}

function sessionOf(program: Program, { problem }: Instance, model: string): Session {
  return {
    async solve(limitMs) {
      const solution = `${model}.${program.command}`;
      rmSync(solution, { force: true });
      const begun = performance.now();
      const inTime = await ended(program.command, program.words(model, solution), limitMs);
      const ms = performance.now() - begun;
      if (!inTime) return undefined;
      const chosen = program.chosen(readFileSync(solution, 'utf8'));
      const answer: Answer = { ...solvedBy(problem, (pair) => chosen.has(pair)), ms, peakMiB: 0 };
      return answer;
    },
    close: () => undefined,
  };
}

/** Whether the process ended by itself within the limit; else it is ended. */
function ended(command: string, words: readonly string[], limitMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', reject);
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === null);
    });
  });
}
