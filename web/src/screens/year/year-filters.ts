import type { Relationship } from '#solver/contract/api/year.ts';

/** What a relationship may call for; the order is that of the choices on screen. */
export const FILTERS = {
  all: 'All',
  help: 'Needs help',
  overdue: 'Overdue',
  repair: 'Somebody is gone',
  paused: 'Paused',
  ended: 'Ended',
} as const;
export type Filter = keyof typeof FILTERS;

const isGone = ({ state }: Relationship['participant']) => state === 'withdrawn' || state === 'gone';

/** Stands in the newest version, and somebody of it takes no part any more. */
export function needsRepair({ until, state, participant, mentor }: Relationship): boolean {
  return until === null && state !== 'ended' && state !== 'completed' && [participant, mentor].some(isGone);
}

const FITS: Readonly<Record<Filter, (relationship: Relationship) => boolean>> = {
  all: () => true,
  help: ({ needsHelp }) => needsHelp,
  overdue: ({ meetings }) => meetings.some(({ state }) => state === 'overdue'),
  repair: needsRepair,
  paused: ({ state, until }) => state === 'paused' && until === null,
  ended: ({ state, until }) => until !== null || state === 'ended' || state === 'completed',
};

/** Those that fit the filter and in whose names the words are found. */
export function filtered(
  relationships: readonly Relationship[],
  filter: Filter,
  wanted: string,
): Relationship[] {
  const text = wanted.trim().toLocaleLowerCase();
  return relationships.filter(
    (one) =>
      FITS[filter](one) &&
      [one.participant, one.mentor].some(({ name }) => name.toLocaleLowerCase().includes(text)),
  );
}

/** How many fit each filter. */
export function countsOf(relationships: readonly Relationship[]): Record<Filter, number> {
  const entries = Object.entries(FITS).map(([filter, fits]) => [filter, relationships.filter(fits).length]);
  return Object.fromEntries(entries) as Record<Filter, number>;
}

/** A pair as an address and a key name it. */
export function keyOf({ participant, mentor }: Relationship): string {
  return `${participant.id} ${mentor.id}`;
}
