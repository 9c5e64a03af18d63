import { resolve } from 'node:path';
import { MileError } from '#solver/contract/errors.ts';

/** What the service needs to know from its surroundings. */
export interface Config {
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Absolute path of the folder that holds the store. */
  dataDir: string;
}

const LOOPBACK = '127.0.0.1';
const DEFAULT_PORT = 4567;

/**
 * Reads PORT, HOST and DATA_DIR. DATABASE_URL is refused: who sets it would believe that the data is kept there.
 * Until people can sign in, whoever reaches the service reads every application: it listens on this machine alone.
 * Throws HOST_NOT_ALLOWED or INVALID_INPUT.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  refuseDatabaseUrl(environment.DATABASE_URL);
  return {
    host: readHost(environment.HOST),
    port: readPort(environment.PORT),
    dataDir: resolve(environment.DATA_DIR || './data'),
  };
}

/** The address is not repeated: it may hold a password. */
function refuseDatabaseUrl(url: string | undefined): void {
  if (!url) return;
  throw new MileError(
    'INVALID_INPUT',
    'DATABASE_URL is set, but only the embedded store in DATA_DIR is built so far. Unset DATABASE_URL.',
  );
}

function readHost(host: string | undefined): string {
  if (!host || host === LOOPBACK) return LOOPBACK;
  throw new MileError(
    'HOST_NOT_ALLOWED',
    `HOST is "${host}", but there are no accounts yet, so the service listens on ${LOOPBACK} only. ` +
      `Leave HOST unset, and reach it from elsewhere through an SSH tunnel.`,
    { host },
  );
}

function readPort(port: string | undefined): number {
  if (!port) return DEFAULT_PORT;
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new MileError(
    'INVALID_INPUT',
    `PORT is "${port}". Use a whole number from 0 to 65535, or leave it unset for ${DEFAULT_PORT}.`,
    { port },
  );
}
