import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { sha256 } from '../../store/canonical-json.ts';
import type { Repositories } from '../../store/store.ts';
import { dayOf } from '../../year/days.ts';
import type { Couple, RelationshipFacts } from '../../year/facts.ts';
import { loadYear, personKey } from './load-year.ts';
import type { LoadedYear } from './load-year.ts';

/** Who stands behind a link, and with whom. */
export interface OwnPerson {
  cohortId: string;
  side: Side;
  id: string;
  name: string;
  year: LoadedYear;
  today: string;
  /** By the key that names each in what is sent by this link, in one order for good. */
  relationships: ReadonlyMap<string, RelationshipFacts>;
}

/** Within a transaction. Throws LINK_NOT_VALID, and LINK_ENDED where somebody has left, is in no pair any more, or the time is over. */
export async function ownPerson(repositories: Repositories, token: string, now: Date): Promise<OwnPerson> {
  const link = await repositories.checkInLinks.byToken(tokenHash(token));
  if (!link) throw linkNotValid();
  const { cohortId, side, id } = link;
  const year = await loadYear(repositories, cohortId);
  const person = year.people.get(personKey(link));
  if (!person) throw linkNotValid();
  const today = dayOf(now.toISOString());
  const relationships = year.relationships
    .filter((facts) => facts[side] === id && !facts.until)
    .toSorted((a, b) => (partnerOf(a, side) < partnerOf(b, side) ? -1 : 1));
  if (person.state === 'withdrawn' || relationships.length === 0)
    throw linkEnded('You take part in no mentoring here any more.');
  if (year.frame && today > year.frame.linksEnd)
    throw linkEnded(`The mentoring closed on ${year.frame.closes}, and check-ins are no longer taken.`);
  const keyed = relationships.map((facts) => [keyOf(token, partnerOf(facts, side)), facts] as const);
  return { cohortId, side, id, name: person.name, year, today, relationships: new Map(keyed) };
}

export function partnerOf(couple: Couple, side: Side): string {
  return side === 'participant' ? couple.mentor : couple.participant;
}

/** The id of the partner says nothing to whoever has it not already. */
function keyOf(token: string, partner: string): string {
  return sha256(`${token} ${partner}`).slice(0, 16);
}

/** The relationship that a request names by its key. Throws NOT_FOUND. */
export function relationshipOf({ relationships }: OwnPerson, key: string): RelationshipFacts {
  const found = relationships.get(key);
  if (found) return found;
  throw new MileError('NOT_FOUND', 'You are no longer matched with this person. Load the page again.', {
    key,
  });
}

function linkNotValid(): MileError {
  return new MileError(
    'LINK_NOT_VALID',
    'This link is not valid: it was replaced by a newer one, or was not copied whole. Ask the committee for a new one.',
  );
}

function linkEnded(why: string): MileError {
  return new MileError(
    'LINK_ENDED',
    `${why} Thank you for taking part. If this is a mistake, write to the committee.`,
  );
}
