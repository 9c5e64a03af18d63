import type { Side } from '#solver/contract/identifier.ts';

/** Where the reader is. The address after `#` is the whole of it, so every screen can be bookmarked and sent to a colleague. */
export type Route =
  | { screen: 'home' }
  | { screen: 'accounts' }
  | { screen: 'programmes' }
  | { screen: 'programme'; programmeId: string }
  /** Without an id the newest run is shown. */
  | { screen: 'lab'; runId: string | undefined }
  | { screen: 'set-up'; token: string }
  | { screen: 'link'; token: string }
  | { screen: 'recruit'; cohortId: string }
  /** With a person it is their page. */
  | { screen: 'applications'; cohortId: string; person?: { side: Side; id: string } | undefined }
  /** With a state it is somebody's bench, as `share-link.ts` packs it; with a part that part is brought into sight. */
  | { screen: 'bench'; cohortId: string; state?: string | undefined; part?: 'rules' | undefined }
  | { screen: 'letters'; cohortId: string }
  | { screen: 'trade-offs'; cohortId: string }
  | { screen: 'decide'; cohortId: string }
  | { screen: 'record'; cohortId: string }
  /** With a pair it is their page. */
  | { screen: 'year'; cohortId: string; pair?: { participant: string; mentor: string } | undefined }
  | { screen: 'compare'; cohortId: string; setIds: string[] }
  | { screen: 'unknown'; address: string };

/** Reads the part of the address after `#`, with or without the sign itself. */
export function parseRoute(hash: string): Route {
  const address = hash.replace(/^#/, '');
  const [path = '', query = ''] = address.split('?', 2);
  const [first, cohortId, screen, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { screen: 'home' };
  if (first === 'lab' && screen === undefined) return { screen: first, runId: cohortId };
  if (first === 'programmes' && screen === undefined)
    return cohortId === undefined
      ? { screen: first }
      : { screen: 'programme', programmeId: decodeURIComponent(cohortId) };
  if (first === 'accounts' && cohortId === undefined) return { screen: first };
  if ((first === 'set-up' || first === 'link') && cohortId !== undefined && screen === undefined)
    return { screen: first, token: cohortId };
  const [side, person, ...beyond] = rest;
  if (
    first === 'cohorts' &&
    cohortId !== undefined &&
    screen === 'applications' &&
    (side === 'participant' || side === 'mentor') &&
    person !== undefined &&
    beyond.length === 0
  )
    return { screen, cohortId, person: { side, id: decodeURIComponent(person) } };
  if (first === 'cohorts' && cohortId !== undefined && screen === 'year' && rest.length === 2)
    return {
      screen,
      cohortId,
      pair: { participant: decodeURIComponent(side ?? ''), mentor: decodeURIComponent(person ?? '') },
    };
  if (first !== 'cohorts' || cohortId === undefined || rest.length > 0) return { screen: 'unknown', address };
  if (
    screen === 'recruit' ||
    screen === 'applications' ||
    screen === 'letters' ||
    screen === 'trade-offs' ||
    screen === 'decide' ||
    screen === 'year' ||
    screen === 'record'
  )
    return { screen, cohortId };
  if (screen === 'bench') {
    const asked = new URLSearchParams(query);
    const part = asked.get('part') === 'rules' ? 'rules' : undefined;
    return { screen, cohortId, state: asked.get('state') ?? undefined, part };
  }
  if (screen === 'compare') {
    const sets = new URLSearchParams(query).get('sets') ?? '';
    return { screen, cohortId, setIds: [...new Set(sets.split(',').filter((id) => id !== ''))] };
  }
  return { screen: 'unknown', address };
}

/** The address of a screen; `parseRoute` reads it back. */
export function addressOf(route: Exclude<Route, { screen: 'unknown' }>): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'lab') return route.runId === undefined ? '#/lab' : `#/lab/${route.runId}`;
  if (route.screen === 'accounts') return '#/accounts';
  if (route.screen === 'programmes') return '#/programmes';
  if (route.screen === 'programme') return `#/programmes/${encodeURIComponent(route.programmeId)}`;
  if ('token' in route) return `#/${route.screen}/${route.token}`;
  const base = `#/cohorts/${route.cohortId}/${route.screen}`;
  if (route.screen === 'applications' && route.person)
    return `${base}/${route.person.side}/${encodeURIComponent(route.person.id)}`;
  if (route.screen === 'year' && route.pair)
    return `${base}/${encodeURIComponent(route.pair.participant)}/${encodeURIComponent(route.pair.mentor)}`;
  if (route.screen === 'bench') {
    if (route.state !== undefined) return `${base}?state=${route.state}`;
    return route.part === undefined ? base : `${base}?part=${route.part}`;
  }
  return route.screen === 'compare' && route.setIds.length > 0
    ? `${base}?sets=${route.setIds.join(',')}`
    : base;
}
