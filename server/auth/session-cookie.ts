import type { FastifyReply, FastifyRequest } from 'fastify';
import { ABSOLUTE_MS } from './session-limits.ts';

/** Which cookie carries the session: `__Host-` binds it to the host and to https, which a page on this machine does not have. */
export class SessionCookie {
  readonly #name: string;
  readonly #options;

  /** `secure`: the service is reached by https. */
  constructor(secure: boolean) {
    this.#name = secure ? '__Host-sid' : 'sid';
    this.#options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.#name];
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.#name, token, { ...this.#options, maxAge: ABSOLUTE_MS / 1000 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.#name, this.#options);
  }
}
