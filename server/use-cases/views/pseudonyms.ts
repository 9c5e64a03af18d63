import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { KnownPerson } from '../../store/people.ts';

/** What somebody is called in a blind review: "Participant 12", the same from the first day to the last. */
export function pseudonymOf(
  programme: Programme,
  { side, number }: Pick<KnownPerson, 'side' | 'number'>,
): string {
  return `${formOf(programme, side).label} ${number}`;
}

/** Names by id, as they are told in a blind review; who is not in the cohort any more is nobody in particular. */
export function pseudonyms(
  programme: Programme,
  people: readonly KnownPerson[],
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Map(people.map((person) => [person.id, pseudonymOf(programme, person)]));
  return Object.fromEntries(Object.keys(names).map((id) => [id, known.get(id) ?? 'Somebody who has left']));
}
