import type { Field } from '../../contract/programme/fields.ts';
import { listOf } from '../../contract/programme/programme.ts';
import type { Features } from './features.ts';
import type { Column } from './field-reader.ts';

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
/** Points that neither help nor harm. */
const NEUTRAL = 500;

/** "second"; counted from 1. */
export function ordinal(place: number): string {
  return ORDINALS[place - 1] ?? `no. ${place}`;
}

/** "a, b and c" */
export function listed(things: readonly string[]): string {
  if (things.length < 2) return things.join('');
  return `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What a missing answer is worth, in words. */
export function countedAs(points: number): string {
  return points === NEUTRAL ? 'counted as neutral' : `counted as ${Math.round(points / 10)} % of the points`;
}

/** `No answer to "County" from the mentor: counted as neutral.` */
export function noAnswer(
  gaps: readonly Pick<Column<unknown>, 'field' | 'who'>[],
  whenMissing: number,
): string {
  const distinct = new Set(gaps.map(({ field, who }) => `to "${field.label}" from ${who}`));
  return `No answer ${[...distinct].join(' or ')}: ${countedAs(whenMissing)}.`;
}

/** The label of an option; what is confidential is not said. */
export function optionLabel(features: Features, field: Field, option: number): string {
  if (field.confidential) return 'an answer given in confidence';
  const options = listOf(features.programme, field)?.options ?? [];
  return options.find(({ id }) => features.optionNumber.get(id) === option)?.label ?? '';
}

/** A number for people: at most one decimal, with its unit. */
export function quantity(value: number, unit: string | undefined): string {
  const rounded = Math.round(value * 10) / 10;
  return unit === undefined ? `${rounded}` : `${rounded} ${unit}`;
}

/** Longest sentence of the contract. */
const SENTENCE_LENGTH = 1000;

/** Cuts a sentence that grew too long, at a character that shows it. */
export function fitted(sentence: string): string {
  return sentence.length <= SENTENCE_LENGTH ? sentence : `${sentence.slice(0, SENTENCE_LENGTH - 2)} …`;
}
