import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** A page of ours may load from us alone, and nobody may frame it. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** The headers that protect a page, written out once: they are the same on every answer. `isSecure`: it is reached by https. */
export function securityHeaders(isSecure: boolean): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const collector: Pick<ServerResponse, 'setHeader' | 'removeHeader'> = {
    setHeader(name, value) {
      headers[name.toLowerCase()] = String(value);
      return collector as ServerResponse;
    },
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Plain HTTP on the loopback address has nothing to upgrade to.
    strictTransportSecurity: isSecure,
  })({} as IncomingMessage, collector as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return headers;
}
