/** Asks a service for JSON, wherever it runs; an answer that is not 2xx is thrown. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: unknown,
) => Promise<unknown>;

/** Over the network, as somebody whom the service lets in without an account. */
export function askAt(origin: string): Ask {
  return async (method, path, body) => {
    const reply = await fetch(`${origin}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text) as unknown;
  };
}
