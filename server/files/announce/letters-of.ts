import type { Letter, Schedule, Templates } from '#solver/contract/api/announcement.ts';
import type { MatchedPerson } from './matched-people.ts';
import { mergeLetter } from './merge-letter.ts';

/** A published match with everybody's contacts: pairs as [participant id, mentor id]. */
export interface PublishedMatch {
  programme: string;
  people: ReadonlyMap<string, MatchedPerson>;
  pairs: readonly (readonly [string, string])[];
  /** When the pair was published first, since when it has stood without a break; ISO, by `coupleKey`. */
  since: ReadonlyMap<string, string>;
  schedule: Schedule | null;
}

/** A letter for everybody who is matched: participants first, each side by name. */
export function lettersOf(match: PublishedMatch, templates: Templates): Letter[] {
  const partners = new Map<string, MatchedPerson[]>();
  for (const pair of match.pairs) {
    const [participant, mentor] = pair.map((id) => match.people.get(id));
    if (!participant || !mentor) continue;
    partners.set(participant.id, [...(partners.get(participant.id) ?? []), mentor]);
    partners.set(mentor.id, [...(partners.get(mentor.id) ?? []), participant]);
  }
  return (['participant', 'mentor'] as const).flatMap((side) =>
    [...match.people.values()]
      .filter((person) => person.side === side && partners.has(person.id))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
      .map((person) => letterTo(person, partners.get(person.id) ?? [])),
  );

  function letterTo(person: MatchedPerson, others: readonly MatchedPerson[]): Letter {
    const { programme, schedule } = match;
    return {
      side: person.side,
      person: person.id,
      name: person.name,
      email: person.email,
      partners: others.map(({ name }) => name),
      text: mergeLetter(templates[person.side], { programme, person, partners: others, schedule }),
    };
  }
}
