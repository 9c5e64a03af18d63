import type { Field } from '#solver/contract/programme/fields.ts';
import { labelWords } from './labels.ts';

type NumberField = Extract<Field, { kind: 'number' }>;

/** A unit in which a column counts instead of the field's own. */
export interface OtherUnit {
  name: string;
  words: readonly string[];
  /** How many of the field's unit one of it is. */
  factor: number;
}

const KILOMETRE_WORDS = new Set('km kms kilometer kilometers kilometre kilometres'.split(' '));
/** The international mile of 1959. */
const MILES: OtherUnit = { name: 'miles', words: ['mi', 'mile', 'miles'], factor: 1.609344 };

/** The unit that a header names where the field has another: miles for kilometres. A header that names both or neither names none. */
export function otherUnitOf(field: NumberField, header: string): OtherUnit | undefined {
  if (field.unit !== 'km') return undefined;
  const words = labelWords(header);
  if (words.some((word) => KILOMETRE_WORDS.has(word))) return undefined;
  return words.some((word) => MILES.words.includes(word)) ? MILES : undefined;
}
