import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Row } from '../../../session/differences.ts';
import { hasRegions, kindsFrom, regionsFrom } from '../kinship.ts';

/** Somebody on the printed roster. */
export interface RosterEntry {
  readonly id: string;
  readonly name: string;
  readonly employer: string;
  /** Region and library type, or what else the programme divides its people by. */
  readonly groups: string;
  /** Ids of whom the match gives. */
  readonly partners: readonly string[];
}

/** One side of the cohort by name, with nothing that was told in confidence. */
export function rosterOf(
  programme: Programme,
  side: Side,
  people: readonly Person[],
  rows: readonly Row[],
): RosterEntry[] {
  const form = side === 'participant' ? programme.participant : programme.mentor;
  const employer = form.fields.find(({ id, confidential }) => id === form.employerField && !confidential);
  const kinships = [
    ...(hasRegions(programme) ? [regionsFrom(programme, side)] : []),
    kindsFrom(programme, side),
  ];
  const partners = partnersBy(side, rows);
  return people
    .map((person) => ({
      id: person.id,
      name: person.name,
      employer: String((employer && person.values[employer.id]) ?? ''),
      groups: kinships
        .map((kinshipOf) => kinshipOf(person))
        .filter(({ id }) => id !== '')
        .map(({ label }) => label)
        .join(', '),
      partners: partners.get(person.id) ?? [],
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function partnersBy(side: Side, rows: readonly Row[]): Map<string, string[]> {
  const pairs = rows.flatMap(({ pair }) => pair ?? []);
  const other = side === 'participant' ? 'mentor' : 'participant';
  const bySide = Map.groupBy(pairs, (pair) => pair[side]);
  return new Map([...bySide].map(([id, own]) => [id, own.map((pair) => pair[other])]));
}
