import type { MergeField } from '#solver/contract/api/announcement.ts';

/** What each field puts into a letter, for who writes one. */
export const FIELD_HELP: Readonly<Record<MergeField, string>> = {
  'first name': 'First name of the person that the letter goes to',
  name: 'Whole name of that person',
  partners: 'Names of the people they are matched with',
  'partner details': 'For each of these: name, employer, place, and how to reach them',
  'kick-off': 'Day, time and place of the first meeting',
  meetings: 'Months of the meetings',
  close: 'Month of the close',
  programme: 'Name of the programme',
};
