import type { ErrorReply } from '#solver/contract/api/cohorts.ts';
import { readerHeaders } from './reader.ts';

/*
 * The only place that calls fetch.
 */

/** What went wrong, in the server's words: a stable code and a sentence with a remedy. `OFFLINE` is the page's own. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

/** The sentence to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function send(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  accept = 'application/json',
): Promise<Response> {
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      signal,
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
      headers: {
        accept,
        ...readerHeaders(),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      },
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offline();
  }
  door.dispatchEvent(new Event('reached'));
  if (!response.ok) throw await refusal(response);
  return response;
}

/** What is said until the service is back. */
export const AWAY = 'The service does not answer. Look whether it still runs, then try again.';

export function offline(): ApiError {
  door.dispatchEvent(new Event('unreached'));
  return new ApiError('OFFLINE', AWAY);
}

export function refused({ code, message, details }: ErrorReply['error']): ApiError {
  return new ApiError(code, message, details);
}

/** Tells `signed-out` when the service says that nobody is signed in, whatever was asked; `reached` and `unreached` as it answers or does not. */
export const door = new EventTarget();

async function refusal(response: Response): Promise<ApiError> {
  const reply = (await response.json().catch(() => undefined)) as Partial<ErrorReply> | undefined;
  if (reply?.error?.code === 'SIGN_IN_NEEDED') door.dispatchEvent(new Event('signed-out'));
  if (reply?.error) return refused(reply.error);
  return new ApiError('INTERNAL', `The service answered ${response.status} without a reason. Try again.`);
}

export async function json<Reply>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  return (await (await send(method, path, body, signal)).json()) as Reply;
}
