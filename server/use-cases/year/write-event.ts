import type { Relationship, Year, YearEventCreate } from '#solver/contract/api/year.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { StoredEvent } from '../../year/facts.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { tellYear } from './read-year.ts';

/**
 * Writes down what the committee did or heard about a pair. Throws NOT_FOUND, STALE_VERSION, RELATIONSHIP_STATE, and INVALID_INPUT for a meeting that
 * is not planned or a day to come.
 */
export async function writeYearEvent(
  { store, live, mail }: Context,
  cohortId: string,
  event: YearEventCreate,
  by: Doer,
  now: Date,
): Promise<Year> {
  const year = await store.transaction(async (repositories) => {
    const before = await tellYear({ repositories, mail }, cohortId, now);
    const relationship = relationshipIn(before, event);
    if (relationship.events.length !== event.basedOn) throw staleRelationship(relationship, event.basedOn);
    refuseSenseless(relationship, event, before.today);
    await keep(repositories, cohortId, event, now);
    const { participant, mentor, kind, why } = event;
    const facts = { event: kind, participant, mentor };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'year.event', facts, reason: why });
    return tellYear({ repositories, mail }, cohortId, now);
  });
  live.changed(cohortId, { kind: 'year', by: by.viewer });
  return year;
}

async function keep(
  { yearEvents }: Repositories,
  cohortId: string,
  event: YearEventCreate,
  now: Date,
): Promise<void> {
  const { kind, why, participant, mentor, basedOn } = event;
  const met = event.kind === 'met' ? event : { meeting: null, heldOn: null };
  const stored: StoredEvent = { kind, why, meeting: met.meeting, heldOn: met.heldOn, at: now.toISOString() };
  await yearEvents.add(cohortId, { participant, mentor }, { ...stored, number: basedOn + 1 });
}

function relationshipIn(
  { relationships }: Year,
  { participant, mentor }: { participant: string; mentor: string },
): Relationship {
  const found = relationships.find((one) => one.participant.id === participant && one.mentor.id === mentor);
  if (found) return found;
  throw new MileError('NOT_FOUND', 'These two are no pair of a published version. Load the page again.', {
    participant,
    mentor,
  });
}

function staleRelationship({ events }: Relationship, yours: number): MileError {
  return new MileError(
    'STALE_VERSION',
    'Somebody else has written something down about this pair meanwhile. Load the page again and repeat your change.',
    { yours, current: events.length },
  );
}

/** From which states a change leads on. */
const FROM: Readonly<Record<'paused' | 'resumed' | 'ended' | 'completed', readonly Relationship['state'][]>> =
  {
    paused: ['not-begun', 'active'],
    resumed: ['paused', 'ended', 'completed'],
    ended: ['not-begun', 'active', 'paused', 'completed'],
    completed: ['active', 'paused'],
  };

function refuseSenseless(relationship: Relationship, event: YearEventCreate, today: string): void {
  const { state, until, meetings } = relationship;
  if (event.kind === 'met') {
    if (meetings.every(({ number }) => number !== event.meeting))
      throw new MileError(
        'INVALID_INPUT',
        `Meeting ${event.meeting} is not planned for this pair. Choose another.`,
      );
    if (event.heldOn > today)
      throw new MileError(
        'INVALID_INPUT',
        `${event.heldOn} is still to come. Write down the day on which they met.`,
      );
    return;
  }
  if (event.kind === 'helped') return;
  if (until || !FROM[event.kind].includes(state))
    throw new MileError(
      'RELATIONSHIP_STATE',
      until
        ? `Version ${until.version} dissolved this pair. Publish a version that holds it to go on.`
        : `This relationship is ${state.replace('-', ' ')}, so “${event.kind}” changes nothing. Load the page again.`,
      { state },
    );
}
