import type { Side } from '#solver/contract/identifier.ts';

/** Where a stranger is; the part of the address after `#`, so that the secret of a link is never sent to the service as an address. */
export type PublicRoute =
  | { page: 'programmes' }
  | { page: 'programme'; programmeId: string }
  | { page: 'form'; programmeId: string; side: Side }
  | { page: 'own'; token: string }
  | { page: 'check-in'; token: string }
  | { page: 'unknown' };

export function parsePublicRoute(hash: string): PublicRoute {
  const [kind, name, side, ...rest] = hash
    .replace(/^#/u, '')
    .split('/')
    .filter((part) => part !== '');
  if (kind === undefined) return { page: 'programmes' };
  if (name === undefined || rest.length > 0) return { page: 'unknown' };
  if (kind === 'application' && side === undefined) return { page: 'own', token: name };
  if (kind === 'check-in' && side === undefined) return { page: 'check-in', token: name };
  if (kind !== 'programme') return { page: 'unknown' };
  const programmeId = decodeURIComponent(name);
  if (side === undefined) return { page: 'programme', programmeId };
  return side === 'participant' || side === 'mentor'
    ? { page: 'form', programmeId, side }
    : { page: 'unknown' };
}

/** The address of a public page, from the origin on; `parsePublicRoute` reads it back. */
export function publicAddress(route: Exclude<PublicRoute, { page: 'unknown' }>): string {
  if (route.page === 'programmes') return '/apply/';
  if (route.page === 'own') return `/apply/#/application/${route.token}`;
  if (route.page === 'check-in') return `/apply/#/check-in/${route.token}`;
  const programme = `/apply/#/programme/${encodeURIComponent(route.programmeId)}`;
  return route.page === 'programme' ? programme : `${programme}/${route.side}`;
}
