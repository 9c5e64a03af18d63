import type { FastifyRequest } from 'fastify';
import { viewerSchema } from '#solver/contract/api/live.ts';
import type { Viewer } from '#solver/contract/api/live.ts';

/**
 * Who sends a request, by their own word: `x-mile-window` names the window, `x-mile-name` its reader (percent-encoded). Until there are
 * accounts this tells colleagues apart; it allows and proves nothing. Null where the request does not say, or not readably.
 */
export function authorOf({ headers }: FastifyRequest): Viewer | null {
  const name = decoded(headers['x-mile-name'] ?? '');
  const told = viewerSchema.safeParse({ window: headers['x-mile-window'], name });
  return told.success ? told.data : null;
}

function decoded(text: string | string[]): string | undefined {
  try {
    return decodeURIComponent(String(text));
  } catch {
    return undefined;
  }
}
