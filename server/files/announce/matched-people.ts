import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import { personName } from '#solver/contract/programme/person-name.ts';

/** What a letter may tell of somebody: never an answer that was given for matching alone. */
export interface MatchedPerson {
  side: Side;
  id: string;
  name: string;
  firstName: string;
  email: string;
  employer: string;
  /** Label of the place they gave. */
  place: string;
  /** Other ways to reach them, as "Phone: 555 0100". */
  contacts: string[];
}

export function matchedPerson(programme: Programme, side: Side, application: Application): MatchedPerson {
  const form = formOf(programme, side);
  const answer = (id: string | undefined) => textAnswer(application, id);
  const [firstField] = form.nameFields;
  const firstAnswer = answer(firstField);
  return {
    side,
    id: application.id,
    name: personName(form, application),
    // Where a form asks for the whole name in one field its first word has to do.
    firstName: form.nameFields.slice(1).some((field) => answer(field) !== '')
      ? firstAnswer
      : (firstAnswer.split(/\s+/u)[0] ?? ''),
    email: answer(form.fields.find(({ kind }) => kind === 'email')?.id),
    employer: answer(form.employerField),
    place: placeLabel(programme, form, application),
    contacts: form.fields
      .filter((field) => field.contact && !field.confidential && answer(field.id) !== '')
      .map((field) => `${field.label}: ${answer(field.id)}`),
  };
}

function textAnswer(application: Application, field: string | undefined): string {
  const value = field === undefined ? undefined : application.values[field];
  return typeof value === 'string' ? value.trim() : '';
}

function placeLabel({ geography }: Programme, form: Form, application: Application): string {
  const field = form.fields.find(({ kind, confidential }) => kind === 'place' && !confidential);
  const id = textAnswer(application, field?.id);
  const label = geography.places.find((place) => place.id === id)?.label;
  return label === undefined ? '' : `${label} (${geography.placeLabel.toLowerCase()})`;
}
