import { MileError } from '#solver/contract/errors.ts';

/** PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) and those of sockets that waiting or room mends. */
const FULL = new Set(['53100', '53200']);
const BUSY = new Set(['55P03', '40P01', '40001', '53300']);
const AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);
/** Whole classes: the connection failed. */
const CONNECTION_CLASS = '08';
const BAD_TEXT = '22021';
/** Class 28: the server does not know this user or password; 3D000: nor this database. */
const LOGIN_CLASS = '28';
const NO_DATABASE = '3D000';
/** What the driver says without a code. */
const LOST = /connection terminated|timeout exceeded when trying to connect|not queryable/i;

/** The driver's pool: all connections were in use for as long as one may take to be made. */
const WAITED_FOR_OTHERS = 'timeout exceeded when trying to connect';
const SILENT = 'Query read timeout';

/** Did a question have no answer within the driver's time? */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === SILENT;
}

/** Did a question wait for a connection that others had? */
export function isWaitForOthers(error: unknown): boolean {
  return error instanceof Error && error.message === WAITED_FOR_OTHERS;
}

/** The database answers, but others have all its connections. */
export function allInUse(): MileError {
  return new MileError('BUSY', 'Many use the database at this moment. Try again in a moment.');
}

/** PostgreSQL's errors in our terms; what nobody can mend passes as it is. */
export function postgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof MileError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (FULL.has(code))
    return new MileError(
      'STORAGE_FULL',
      'The database has no room left, so nothing was saved. Free some and try again; what was saved before is safe.',
    );
  if (BUSY.has(code))
    return new MileError('BUSY', 'Others have been writing to the database for 15 s. Try again in a moment.');
  if (AWAY.has(code) || code.startsWith(CONNECTION_CLASS) || LOST.test(error.message) || isSilence(error))
    return new MileError(
      'STORE_AWAY',
      'The database does not answer, so it is not certain whether this was saved. Try again in a moment; the service goes on by itself once the database is back.',
    );
  if (code === NO_DATABASE || code.startsWith(LOGIN_CLASS))
    return new MileError(
      'INVALID_INPUT',
      'The database server does not let this service in. Check user, password and database in DATABASE_URL; the database has to exist.',
    );
  if (code === BAD_TEXT)
    return new MileError('INVALID_INPUT', 'A text holds a NUL character. Take it out and try again.');
  return error;
}
