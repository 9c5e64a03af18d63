import type { FieldKind } from '#solver/contract/programme/fields.ts';

export const KIND_WORDS: Readonly<Record<FieldKind, string>> = {
  name: 'Name',
  email: 'E-mail address',
  text: 'Short text',
  longText: 'Long text',
  number: 'Number',
  yesNo: 'Yes or no',
  choice: 'One of a list',
  choices: 'Several of a list',
  ranking: 'Several of a list, in order',
  place: 'Place',
  postcode: 'Postcode',
  people: 'People or employers',
};
