import type { Application } from '#solver/contract/cohort.ts';
import type { FoundMatching, MatchedPair } from '#solver/contract/matching.ts';
import { weightThousandths } from '#solver/contract/policy/criteria.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { personName } from '#solver/contract/programme/person-name.ts';
import type { Form } from '#solver/contract/programme/programme.ts';
import type { TextTable } from './text-table.ts';

/** How a person appears in a download. */
export interface Contact {
  name: string;
  email: string;
  employer: string;
}

/** Contacts by application id. */
export type Contacts = ReadonlyMap<string, Contact>;

export interface MatchTables {
  /** One row a pair: both people, fit, what each criterion gives of it, and whether the pair was pinned. */
  pairs: TextTable;
  /** One row for everybody who is left, with the reason. */
  unmatched: TextTable;
}

interface MatchView {
  policy: Policy;
  matching: FoundMatching;
  contacts: Contacts;
}

const PERSON = ['name', 'e-mail', 'employer'] as const;

/** Name, e-mail address (the form's first field of that kind) and employer of each person. */
export function contactsOf(form: Form, applications: readonly Application[]): Map<string, Contact> {
  const email = form.fields.find((field) => field.kind === 'email')?.id;
  return new Map(
    applications.map((application) => [
      application.id,
      {
        name: personName(form, application),
        email: textAnswer(application, email),
        employer: textAnswer(application, form.employerField),
      },
    ]),
  );
}

/** A match as two tables for people. */
export function matchTables(view: MatchView): MatchTables {
  const { unmatchedParticipants, unmatchedMentors } = view.matching;
  const row = (side: string) => (person: { id: string; allowed: number; reason: string }) => [
    side,
    ...contactCells(view.contacts, person.id),
    person.allowed,
    person.reason,
  ];
  return {
    pairs: {
      headers: [...pairHeaders(view.policy), 'Pinned'],
      rows: view.matching.pairs.map((pair) => [...pairCells(view, pair), pair.pinned ? 'yes' : 'no']),
    },
    unmatched: {
      headers: ['Side', ...PERSON.map(capital), 'Allowed partners', 'Reason'],
      rows: [...unmatchedParticipants.map(row('participant')), ...unmatchedMentors.map(row('mentor'))],
    },
  };
}

/** A match as one table: the pairs, then everybody who is left, with the other side blank and the reason in the last column. */
export function matchTable(view: MatchView): TextTable {
  const { unmatchedParticipants, unmatchedMentors } = view.matching;
  const nobody = PERSON.map(() => '');
  const noFit = Array.from({ length: view.policy.criteria.length + 2 }, () => '');
  return {
    headers: [...pairHeaders(view.policy), 'Pinned', 'Reason'],
    rows: [
      ...view.matching.pairs.map((pair) => [...pairCells(view, pair), pair.pinned ? 'yes' : 'no', '']),
      ...unmatchedParticipants.map(({ id, reason }) => [
        ...contactCells(view.contacts, id),
        ...nobody,
        ...noFit,
        reason,
      ]),
      ...unmatchedMentors.map(({ id, reason }) => [
        ...nobody,
        ...contactCells(view.contacts, id),
        ...noFit,
        reason,
      ]),
    ],
  };
}

/** What a criterion gives of a pair's fit: the contributions of all criteria sum to the fit. Zero where all weights are 0. */
export function fitContribution(policy: Policy, pair: MatchedPair, index: number): number {
  const weights = policy.criteria.map(weightThousandths);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return 0;
  return Math.round(((weights[index] ?? 0) * (pair.points[index] ?? 0) * 10) / sum) / 100;
}

function pairHeaders(policy: Policy): string[] {
  return [
    ...PERSON.map((part) => `Participant ${part}`),
    ...PERSON.map((part) => `Mentor ${part}`),
    'Fit',
    ...policy.criteria.map((criterion) => criterion.label),
  ];
}

function pairCells({ policy, contacts }: MatchView, pair: MatchedPair): (string | number)[] {
  return [
    ...contactCells(contacts, pair.participant),
    ...contactCells(contacts, pair.mentor),
    pair.fit,
    ...policy.criteria.map((_, index) => fitContribution(policy, pair, index)),
  ];
}

/** Somebody whose application is gone keeps the id, so that no row is lost. */
function contactCells(contacts: Contacts, id: string): string[] {
  const contact = contacts.get(id);
  return contact ? [contact.name, contact.email, contact.employer] : [id, '', ''];
}

function textAnswer(application: Application, field: string | undefined): string {
  const value = field === undefined ? undefined : application.values[field];
  return typeof value === 'string' ? value : '';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
