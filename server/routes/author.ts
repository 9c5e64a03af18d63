import type { FastifyRequest } from 'fastify';
import { VIEWER_NAME_LENGTH, viewerSchema } from '#solver/contract/api/live.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import type { Asker } from '../use-cases/accounts/who-asks.ts';
import { accountDoer } from '../use-cases/doer.ts';
import type { Doer } from '../use-cases/doer.ts';

type Asking = Pick<FastifyRequest, 'headers' | 'asker'>;

/**
 * Who sends a request: `x-mile-window` names the window; the name is that of the account. Where nobody signs in it is what `x-mile-name`
 * says (percent-encoded), which tells colleagues apart and proves nothing. Null where the request does not say, or not readably.
 */
export function authorOf({ headers, asker }: Asking): Viewer | null {
  const name = accountName(asker) ?? decoded(headers['x-mile-name'] ?? '');
  const told = viewerSchema.safeParse({ window: headers['x-mile-window'], name });
  return told.success ? told.data : null;
}

/** Who does what a request asks for. */
export function doerOf(request: Asking): Doer {
  const viewer = authorOf(request);
  const { asker } = request;
  if (asker.state === 'signed-in') return { ...accountDoer(asker.account.id), viewer };
  return { actor: { kind: 'browser' }, name: viewer?.name ?? null, viewer };
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
