import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/**
 * The only fields that reach the log. Removing what looks personal by pattern leaks sooner or later; naming what may pass
 * does not. Route is the pattern, never the address that was asked for.
 */
const FIELDS = new Set([
  'method',
  'route',
  'status',
  'ms',
  'requestId',
  'task',
  'cause',
  'code',
  'error',
  'where',
  'signal',
  'matchSet',
  'engine',
]);

/** A log of one JSON object a line. */
export function createLogger(destination: DestinationStream): Logger {
  return pino({ base: null, formatters: { log: onlyAllowed } }, destination);
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (FIELDS.has(name)) allowed[name] = fields[name];
  return allowed;
}

/** Where an error arose: its name and the innermost places in the code. Its message is left out: it may quote somebody's answers. */
export function errorFields(error: unknown): { error: string; code?: string; where?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '').matchAll(/^ {4}at .*?((?:file|node):[^\s()]+)\)?$/gm);
  return {
    error: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    where: [...places]
      .slice(0, 5)
      .map(([, place]) => place)
      .join(' < '),
  };
}

/** The queue says so again and again while its database is away, and goes on by itself afterwards. */
export function logQueueError(logger: Logger, error: unknown): void {
  logger.warn(errorFields(error), 'the queue does not reach its database');
}
