import type { Field } from '#solver/contract/programme/fields.ts';
import { labelWords } from './labels.ts';
import type { OtherUnit } from './other-unit.ts';

type NumberField = Extract<Field, { kind: 'number' }>;

export type NumberReading =
  | { kind: 'number'; value: number }
  /** Not plainly one number; `suggestion` is the number that the text goes around ("about 10", "20+"), where it is one. */
  | { kind: 'unsure'; suggestion: string | null }
  | { kind: 'out-of-range'; value: number };

const PLAIN = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/u;
/** Words that leave a number about what it is. */
const AROUND = new Set(
  'about almost approx approximately around at ca in least most nearly of over roughly the up to'.split(' '),
);
const DECIMAL_COMMA = /^[+-]?\d+,\d{1,2}$/u;

/**
 * Reads "12", "1,200", "7.5" and, where the field's unit or label has the word, "12 years". Ranges and "20+" are unsure.
 * Where the column counts in another unit, the value is converted and rounded to whole ones; a suggestion is in the column's unit.
 */
export function readNumber(field: NumberField, text: string, unit?: OtherUnit): NumberReading {
  const words = unit?.words ?? unitWords(field);
  const written = plainNumber(withoutUnit(words, text.trim()));
  if (written === undefined) return { kind: 'unsure', suggestion: onlyNumber(words, text) };
  const value = unit === undefined ? written : Math.round(written * unit.factor);
  if (field.whole && !Number.isInteger(value)) return { kind: 'unsure', suggestion: null };
  const inRange = value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity);
  return inRange ? { kind: 'number', value } : { kind: 'out-of-range', value };
}

function plainNumber(text: string): number | undefined {
  if (PLAIN.test(text)) return Number(text.replaceAll(',', ''));
  if (DECIMAL_COMMA.test(text)) return Number(text.replace(',', '.'));
  return undefined;
}

/** "12 yrs." is "12" where the field counts years; "18 months" stays as it is. */
function withoutUnit(units: readonly string[], text: string): string {
  const [, number = '', words = ''] = /^([+-]?[\d.,]*\d)\s*([^\d]*)$/u.exec(text) ?? [];
  if (!/[\p{L}]/u.test(words)) return text;
  return labelWords(words).every((word) => isUnit(units, word)) ? number : text;
}

function unitWords(field: NumberField): string[] {
  return [...labelWords(field.unit ?? ''), ...labelWords(field.label)];
}

function isUnit(units: readonly string[], word: string): boolean {
  return units.some((unit) => abbreviates(word, unit));
}

/** "yrs" and "y" abbreviate "years", and "year" is its singular: same first letter, the rest in order. */
function abbreviates(word: string, full: string): boolean {
  if (word[0] !== full[0]) return false;
  let from = 0;
  for (const letter of word) {
    const found = full.indexOf(letter, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}

/** The one number of a text whose other words are the unit or go around it: "50 miles" for kilometres suggests nothing. */
function onlyNumber(units: readonly string[], text: string): string | null {
  const numbers = text.match(/\d+(?:\.\d+)?/gu) ?? [];
  const [number] = numbers;
  if (numbers.length !== 1 || number === undefined) return null;
  const words = labelWords(text.replace(number, ' '));
  return words.every((word) => AROUND.has(word) || isUnit(units, word)) ? number : null;
}
