import { resolve } from 'node:path';
import { MileError } from '#solver/contract/errors.ts';
import { readMailSettings } from './mail/mail-settings.ts';
import type { MailSettings } from './mail/mail-settings.ts';
import type { Doors } from './use-cases/context.ts';

/** What the service needs to know from its surroundings. */
export interface Config {
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Absolute path of the folder that holds the embedded store. */
  dataDir: string;
  /** Address of the PostgreSQL database that is the store instead. */
  databaseUrl?: string;
  /** `workers`: long calculations are left to worker processes. `here`: the service does them too. */
  longCalculations: LongCalculations;
  /** Must people sign in? */
  doors: Doors;
  /** The address under which people reach the service from elsewhere. */
  origin?: string;
  /** Addresses of proxies whose word about the asker's address is taken. */
  trustedProxies: string[];
  /** From one address; undefined for the default. */
  requestsPerMinute?: number;
  /** What a program has to show to read /metrics. */
  metricsToken?: string;
  /** The mail server; without it nothing is sent. */
  mail?: MailSettings;
}

export type LongCalculations = 'here' | 'workers';

const LOOPBACK = '127.0.0.1';
const DEFAULT_PORT = 4567;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads PORT, HOST, ORIGIN, TRUST_PROXY, MILE_OPEN, METRICS_TOKEN, REQUESTS_PER_MINUTE, DATA_DIR, DATABASE_URL, LONG_CALCULATIONS, SMTP_URL and MAIL_FROM. Throws HOST_NOT_ALLOWED or INVALID_INPUT.
 */
export function readConfig(environment: Environment): Config {
  const databaseUrl = readDatabaseUrl(environment.DATABASE_URL);
  const origin = readOrigin(environment.ORIGIN);
  const host = readHost(environment.HOST, origin);
  const mail = readMailSettings(environment.SMTP_URL, environment.MAIL_FROM);
  return {
    host,
    port: readPort(environment.PORT),
    dataDir: resolve(environment.DATA_DIR || './data'),
    longCalculations: readLongCalculations(environment.LONG_CALCULATIONS, databaseUrl),
    doors: readDoors(environment.MILE_OPEN, host, origin),
    trustedProxies: (environment.TRUST_PROXY ?? '').split(',').filter((address) => address !== ''),
    ...(origin !== undefined && { origin }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(mail && { mail }),
    ...readMetricsToken(environment.METRICS_TOKEN),
    ...readRequestsPerMinute(environment.REQUESTS_PER_MINUTE),
  };
}

/** Sessions are cookies that browsers send over https alone, this machine excepted. */
function readOrigin(origin: string | undefined): string | undefined {
  if (!origin) return undefined;
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.protocol === 'https:' && url.origin === origin.replace(/\/$/, '')) return url.origin;
  throw new MileError(
    'INVALID_INPUT',
    `ORIGIN is "${origin}". Give the address that people type, like https://match.example.org, with https and without a path.`,
    { origin },
  );
}

/** Who can reach the service from elsewhere must sign in; nobody has to on this machine until there is an account, or where MILE_OPEN=1. */
function readDoors(open: string | undefined, host: string, origin: string | undefined): Doors {
  const reachable = host !== LOOPBACK || origin !== undefined;
  if (!open || open === '0') return reachable ? 'closed' : 'open-until-first-account';
  if (open !== '1')
    throw new MileError('INVALID_INPUT', `MILE_OPEN is "${open}". Use 1, or leave it unset.`, { open });
  if (!reachable) return 'always-open';
  throw new MileError(
    'HOST_NOT_ALLOWED',
    `MILE_OPEN=1 lets everybody in without signing in, so it works on ${LOOPBACK} alone. Unset it, or unset HOST and ORIGIN.`,
  );
}

/** Who stands behind one proxy or measures the service shares an address with many. */
function readRequestsPerMinute(count: string | undefined): { requestsPerMinute?: number } {
  if (!count) return {};
  if (/^[1-9]\d{0,8}$/.test(count)) return { requestsPerMinute: Number(count) };
  throw new MileError(
    'INVALID_INPUT',
    `REQUESTS_PER_MINUTE is "${count}". Use a whole number from 1, or leave it unset for 60000.`,
    { count },
  );
}

const SHORTEST_TOKEN = 20;

/** The token is not repeated: the sentence may end in a log. */
function readMetricsToken(token: string | undefined): { metricsToken?: string } {
  if (!token) return {};
  if (token.length >= SHORTEST_TOKEN) return { metricsToken: token };
  throw new MileError(
    'INVALID_INPUT',
    `METRICS_TOKEN has ${token.length} characters. Use at least ${SHORTEST_TOKEN} random ones, or leave it unset.`,
  );
}

/** The address is not repeated in the error: it may hold a password. */
function readDatabaseUrl(url: string | undefined): string | undefined {
  if (!url) return undefined;
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'postgres:' || protocol === 'postgresql:') return url;
  throw new MileError(
    'INVALID_INPUT',
    'DATABASE_URL is no address of a PostgreSQL database. Write it as postgres://user:password@host:5432/database, or unset it to keep the data in DATA_DIR.',
  );
}

function readLongCalculations(where: string | undefined, databaseUrl: string | undefined): LongCalculations {
  if (!where || where === 'here') return 'here';
  if (where === 'workers' && databaseUrl !== undefined) return 'workers';
  throw new MileError(
    'INVALID_INPUT',
    `LONG_CALCULATIONS is "${where}". Use "here", or with a DATABASE_URL "workers", and then let "mile work" run somewhere.`,
    { where },
  );
}

function readHost(host: string | undefined, origin: string | undefined): string {
  if (!host || host === LOOPBACK) return LOOPBACK;
  if (origin !== undefined) return host;
  throw new MileError(
    'HOST_NOT_ALLOWED',
    `HOST is "${host}", but it is not said by which address people come. Leave HOST unset for ${LOOPBACK}, or set ORIGIN to that address ` +
      `(https://match.example.org), behind a proxy that speaks https.`,
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
