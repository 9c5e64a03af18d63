import type { Cohort } from '#solver/contract/cohort.ts';
import type { FoundMatching, Matching, UnmatchedPerson } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { contactsOf, fitContribution, matchTable } from '../files/match-table.ts';
import type { Contact, Contacts } from '../files/match-table.ts';
import type { TextTable } from '../files/text-table.ts';
import { writeCsv } from '../files/write-csv.ts';

export interface SolvedMatch {
  programme: Programme;
  policy: Policy;
  cohort: Cohort;
  matching: Matching;
}

/** A match as a file: CSV for spreadsheets, JSON for programs. */
export function writeMatch(match: SolvedMatch, format: 'csv' | 'json'): string | Uint8Array {
  const contacts = contactsOfCohort(match.programme, match.cohort);
  return format === 'csv'
    ? writeCsv(csvTable(match, contacts))
    : `${JSON.stringify(jsonOf(match, contacts), null, 2)}\n`;
}

/** What came of it, in one line. */
export function verdict(matching: Matching): string {
  switch (matching.status) {
    case 'optimal':
      return `${matching.matched} pairs, proven best; mean fit ${matching.meanFit}. ${matching.allowedPairs} of ${matching.possiblePairs} pairs are allowed.`;
    case 'feasible':
      return `${matching.matched} pairs: good, not proven best (gap ${(matching.relativeGap * 100).toFixed(2)} %).`;
    case 'infeasible':
      return `No match meets all demands. These cannot hold together: ${matching.clash.map((member) => member.sentence).join(' ')}`;
    case 'unknown':
      return `No answer: ${matching.reason}`;
  }
}

/** Everybody of both sides. */
export function contactsOfCohort(programme: Programme, cohort: Cohort): Contacts {
  return new Map([
    ...contactsOf(programme.participant, cohort.participants),
    ...contactsOf(programme.mentor, cohort.mentors),
  ]);
}

function csvTable({ policy, matching }: SolvedMatch, contacts: Contacts): TextTable {
  if (matching.status === 'infeasible')
    return {
      headers: ['Status', 'Reason'],
      rows: matching.clash.map((member) => ['infeasible', member.sentence]),
    };
  if (matching.status === 'unknown')
    return { headers: ['Status', 'Reason'], rows: [['unknown', matching.reason]] };
  return matchTable({ policy, matching, contacts });
}

function jsonOf({ programme, policy, matching }: SolvedMatch, contacts: Contacts) {
  const head = { format: 'mile-match/1', programme: programme.id };
  if (matching.status === 'infeasible' || matching.status === 'unknown') return { ...head, ...matching };
  return { ...head, ...matching, ...peopleOf(policy, matching, contacts) };
}

/** Pairs and the people who are left, with names instead of ids alone. */
function peopleOf(policy: Policy, matching: FoundMatching, contacts: Contacts) {
  const left = (person: UnmatchedPerson) => ({ ...person, ...nameOf(contacts, person.id) });
  return {
    pairs: matching.pairs.map((pair) => ({
      ...pair,
      participant: { id: pair.participant, ...nameOf(contacts, pair.participant) },
      mentor: { id: pair.mentor, ...nameOf(contacts, pair.mentor) },
      points: Object.fromEntries(policy.criteria.map(({ id }, index) => [id, pair.points[index]])),
      contributions: Object.fromEntries(
        policy.criteria.map(({ id }, index) => [id, fitContribution(policy, pair, index)]),
      ),
    })),
    unmatchedParticipants: matching.unmatchedParticipants.map(left),
    unmatchedMentors: matching.unmatchedMentors.map(left),
  };
}

function nameOf(contacts: Contacts, id: string): Pick<Contact, 'name' | 'email'> {
  const contact = contacts.get(id);
  return { name: contact?.name ?? id, email: contact?.email ?? '' };
}
