import type { Letter } from '#solver/contract/api/announcement.ts';
import type { TextTable } from '../text-table.ts';
import type { MatchedPerson } from './matched-people.ts';
import type { PublishedMatch } from './letters-of.ts';

/** A row a letter, for a mail program. */
export function mailMergeTable(letters: readonly Letter[]): TextTable {
  return {
    headers: ['Side', 'Name', 'E-mail', 'Partners', 'Letter'],
    rows: letters.map(({ side, name, email, partners, text }) => [
      side,
      name,
      email,
      partners.join(', '),
      text,
    ]),
  };
}

/** A row a pair, by participant; the last columns are for the day itself. */
export function rosterTable({ pairs, people }: PublishedMatch): TextTable {
  const known = pairs.map((pair) => pair.map((id) => people.get(id)));
  const complete = known.filter((pair): pair is [MatchedPerson, MatchedPerson] => pair.every(Boolean));
  const cells = ({ name, employer, place }: MatchedPerson) => [name, employer, place];
  return {
    headers: [
      ...['Participant', 'Employer', 'Place'],
      ...['Mentor', 'Employer of the mentor', 'Place of the mentor'],
      ...['Participant here', 'Mentor here'],
    ],
    rows: complete
      .sort(([a], [b]) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
      .map(([participant, mentor]) => [...cells(participant), ...cells(mentor), '', '']),
  };
}
