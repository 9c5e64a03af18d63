import type { RelationshipState } from '#solver/contract/api/year.ts';
import { dayOf } from './days.ts';
import type { RelationshipFacts, StoredEvent } from './facts.ts';

/** When a relationship begins and closes; null where no dates are set. */
export interface Term {
  begins: string | null;
  closes: string | null;
}

const CHANGES: ReadonlySet<StoredEvent['kind']> = new Set(['paused', 'resumed', 'ended', 'completed']);

/** How a relationship stands on a day. A pause lasts until somebody ends it; without a word the close completes. */
export function standingOn(
  { until, events }: Pick<RelationshipFacts, 'until' | 'events'>,
  { begins, closes }: Term,
  today: string,
): RelationshipState {
  if (until && dayOf(until.publishedAt) <= today) return 'ended';
  const last = events.findLast(({ kind, at }) => CHANGES.has(kind) && dayOf(at) <= today)?.kind;
  if (last === 'paused' || last === 'ended' || last === 'completed') return last;
  if (begins === null || today < begins) return 'not-begun';
  return closes !== null && today > closes ? 'completed' : 'active';
}

/** The day from which a relationship goes on no more before its close; null where none is. */
export function endedOn({ until, events }: Pick<RelationshipFacts, 'until' | 'events'>): string | null {
  const last = events.findLast(({ kind }) => CHANGES.has(kind));
  const byCommittee = last?.kind === 'ended' || last?.kind === 'completed' ? dayOf(last.at) : null;
  const byVersion = until && dayOf(until.publishedAt);
  return [byCommittee, byVersion].filter((day) => day !== null).sort()[0] ?? null;
}

/** Was it paused on a day? Of a day on which it was paused or resumed, what held at its end. */
export function restedOn({ events }: Pick<RelationshipFacts, 'events'>, day: string): boolean {
  return events.findLast(({ kind, at }) => CHANGES.has(kind) && dayOf(at) <= day)?.kind === 'paused';
}
