import { MERGE_FIELDS } from '#solver/contract/api/announcement.ts';
import type { MergeField, Schedule } from '#solver/contract/api/announcement.ts';
import { MileError } from '#solver/contract/errors.ts';
import { closeDay, kickOffParts, meetingDays } from './meeting-days.ts';
import type { Day } from './meeting-days.ts';
import type { MatchedPerson } from './matched-people.ts';

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/gu;

export interface LetterFacts {
  programme: string;
  person: MatchedPerson;
  partners: readonly MatchedPerson[];
  schedule: Schedule | null;
}

/** Throws UNKNOWN_MERGE_FIELD with the first field that a letter does not have. */
export function refuseUnknownFields(template: string): void {
  for (const [, name = ''] of template.matchAll(FIELD)) {
    if (isField(name.toLowerCase())) continue;
    throw new MileError(
      'UNKNOWN_MERGE_FIELD',
      `A letter has no field {{${name}}}. It may have ${Object.keys(MERGE_FIELDS)
        .map((known) => `{{${known}}}`)
        .join(', ')}.`,
      { field: name },
    );
  }
}

/** The letter to one person. What a field puts in is text: braces in somebody's name are not read again. */
export function mergeLetter(template: string, facts: LetterFacts): string {
  const values = valuesOf(facts);
  return template.replaceAll(FIELD, (whole, name: string) => {
    const field = name.toLowerCase();
    return isField(field) ? values[field] : whole;
  });
}

function isField(name: string): name is MergeField {
  return Object.hasOwn(MERGE_FIELDS, name);
}

function valuesOf({ programme, person, partners, schedule }: LetterFacts): Record<MergeField, string> {
  return {
    name: person.name,
    'first name': person.firstName,
    partners: listed(partners.map(({ name }) => name)),
    'partner details': partners.map(detailsOf).join('\n\n'),
    'kick-off': schedule ? kickOffWords(schedule) : 'a day that is still to be set',
    meetings: schedule ? listed(meetingDays(schedule).map(monthWords)) : 'months that are still to be set',
    close: schedule ? monthWords(closeDay(schedule)) : 'a month that is still to be set',
    programme,
  };
}

function listed(items: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'conjunction' }).format(items);
}

function detailsOf({ name, employer, place, email, contacts }: MatchedPerson): string {
  return [name, employer, place, email, ...contacts].filter((line) => line !== '').join('\n');
}

function kickOffWords(schedule: Schedule): string {
  const [year, month, day, hour, minute] = kickOffParts(schedule);
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const date = at.toLocaleDateString('en-US', { dateStyle: 'full', timeZone: 'UTC' });
  const time = at.toLocaleTimeString('en-US', { timeStyle: 'short', timeZone: 'UTC' });
  return [`${date}, ${time}`, schedule.place].filter((part) => part !== '').join(', ');
}

function monthWords([year, month]: Day): string {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return first.toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
