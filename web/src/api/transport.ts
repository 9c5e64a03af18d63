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
  const type = typeOf(body);
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      signal,
      ...(body !== undefined && { body: isReady(body) ? body : JSON.stringify(body) }),
      headers: {
        accept,
        ...readerHeaders(),
        ...(type !== undefined && { 'content-type': type }),
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

/** Forms and bytes go as they are. */
function isReady(body: unknown): body is FormData | Blob {
  return body instanceof FormData || body instanceof Blob;
}

/** The browser itself names that of a form. */
function typeOf(body: unknown): string | undefined {
  if (body === undefined || body instanceof FormData) return undefined;
  return body instanceof Blob ? 'application/octet-stream' : 'application/json';
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

/** Tells `signed-out` when the service says that nobody is signed in, `somebody-else` when it is another than the page was opened for, whatever was asked; `reached` and `unreached` as it answers or does not. */
export const door = new EventTarget();

async function refusal(response: Response): Promise<ApiError> {
  const reply = (await response.json().catch(() => undefined)) as Partial<ErrorReply> | undefined;
  if (reply?.error?.code === 'SIGN_IN_NEEDED') door.dispatchEvent(new Event('signed-out'));
  if (reply?.error?.code === 'SOMEBODY_ELSE') door.dispatchEvent(new Event('somebody-else'));
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
