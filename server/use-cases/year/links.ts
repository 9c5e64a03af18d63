import type { YearLinkGiven } from '#solver/contract/api/year.ts';
import { MileError } from '#solver/contract/errors.ts';
import { newToken, tokenHash } from '../../auth/tokens.ts';
import type { ApplicationKey } from '../../store/erasure.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { loadYear } from './load-year.ts';

/** Every letter brings a link of its own; of one person so many work at once. */
const LINKS_AT_ONCE = 20;

/** Makes a link for somebody beside those that stand, within a transaction; gives its token. */
export async function addLink(
  { checkInLinks }: Repositories,
  person: ApplicationKey,
  now: Date,
): Promise<string> {
  const token = newToken();
  await checkInLinks.add(person, tokenHash(token), now.toISOString());
  await checkInLinks.endAllBut(person, LINKS_AT_ONCE);
  return token;
}

/** Gives somebody a new link to the check-in page; those that they had end. Throws NOT_FOUND and UNKNOWN_PERSON. */
export async function renewLink(
  { store, live }: Context,
  person: ApplicationKey,
  by: Doer,
  now: Date,
): Promise<YearLinkGiven> {
  const given = await store.transaction(async (repositories) => {
    const year = await loadYear(repositories, person.cohortId);
    const known = await repositories.people.get(person.cohortId, person.side, person.id);
    const isMatched = year.relationships.some(
      (relationship) => relationship[person.side] === person.id && !relationship.until,
    );
    if (!known || !isMatched) throw notMatched(person);
    await repositories.checkInLinks.endAllBut(person, 0);
    const token = await addLink(repositories, person, now);
    const facts = { side: person.side, people: [person.id] };
    await recordDeed(repositories, { by, cohort: person.cohortId, kind: 'year.link-given', facts });
    return { token, name: known.name, linksEnd: year.frame?.linksEnd ?? null };
  });
  live.changed(person.cohortId, { kind: 'year', by: by.viewer });
  return given;
}

/** Ends all links of somebody; what they sent stays. Throws UNKNOWN_PERSON where there is none to end. */
export async function endLinks({ store, live }: Context, person: ApplicationKey, by: Doer): Promise<void> {
  await store.transaction(async (repositories) => {
    const ended = await repositories.checkInLinks.endAllBut(person, 0);
    if (ended === 0)
      throw new MileError('UNKNOWN_PERSON', 'This person has no link that could end. Load the page again.', {
        person: person.id,
      });
    const facts = { side: person.side, person: person.id, links: ended };
    await recordDeed(repositories, { by, cohort: person.cohortId, kind: 'year.link-ended', facts });
  });
  live.changed(person.cohortId, { kind: 'year', by: by.viewer });
}

function notMatched({ id }: ApplicationKey): MileError {
  return new MileError(
    'UNKNOWN_PERSON',
    'This person is in no pair of the newest published version, so there is nothing to check in on. Load the page again.',
    { person: id },
  );
}
