import type { FastifyRequest } from 'fastify';
import { VIEWER_NAME_LENGTH, viewerSchema } from '#solver/contract/api/live.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import type { Asker } from '../use-cases/accounts/who-asks.ts';

/**
 * Who sends a request: `x-mile-window` names the window; the name is that of the account. Where nobody signs in it is what `x-mile-name`
 * says (percent-encoded), which tells colleagues apart and proves nothing. Null where the request does not say, or not readably.
 */
export function authorOf({ headers, asker }: FastifyRequest): Viewer | null {
  const name = accountName(asker) ?? decoded(headers['x-mile-name'] ?? '');
  const told = viewerSchema.safeParse({ window: headers['x-mile-window'], name });
  return told.success ? told.data : null;
}

/** The name of who is signed in, as far as it is shown to others. */
export function accountName(asker: Asker): string | undefined {
  return asker.state === 'signed-in' ? asker.account.name.slice(0, VIEWER_NAME_LENGTH) : undefined;
}

function decoded(text: string | string[]): string | undefined {
  try {
    return decodeURIComponent(String(text));
  } catch {
    return undefined;
  }
}
