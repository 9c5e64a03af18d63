import type { Answer } from '../../contract/cohort.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Field, FieldKind } from '../../contract/programme/fields.ts';
import { listOf } from '../../contract/programme/programme.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { emailKey, normaliseName } from '../features/normalise.ts';

const SINGLE: readonly FieldKind[] = [
  'choice',
  'place',
  'yesNo',
  'number',
  'text',
  'name',
  'email',
  'postcode',
];
const HELD: readonly FieldKind[] = [
  'choice',
  'choices',
  'ranking',
  'place',
  'yesNo',
  'text',
  'name',
  'email',
  'postcode',
];

/** Each person's answer as one text that can be compared; undefined where there is none. */
export function comparableValues(
  fields: FieldReader,
  side: Side,
  id: string,
): readonly (string | undefined)[] {
  return fields.column<string | undefined>(
    side,
    id,
    SINGLE,
    undefined,
    (field) => (answer) => keyOf(answer, field),
  ).values;
}

/** Each person's answers as texts that can be compared; empty where there is none. */
export function heldValues(fields: FieldReader, side: Side, id: string): readonly (readonly string[])[] {
  return fields.column<readonly string[]>(
    side,
    id,
    HELD,
    [],
    (field) => (answer) => (Array.isArray(answer) ? answer : [answer]).map((one) => keyOf(one, field)),
  ).values;
}

/** The texts that a policy asks for. Throws INVALID_POLICY for an option or place that the field does not offer. */
export function wantedKeys(
  fields: FieldReader,
  side: Side,
  id: string,
  values: readonly string[],
): Set<string> {
  const field = fields.field(side, id, HELD);
  const offered = offeredBy(fields, field);
  const stranger = offered && values.find((value) => !offered.includes(value));
  if (stranger !== undefined) fields.refuse(`"${field.label}" does not offer "${stranger}"`);
  return new Set(values.map((value) => keyOf(value, field)));
}

function offeredBy(fields: FieldReader, field: Field): readonly string[] | undefined {
  if (field.kind === 'yesNo') return ['yes', 'no'];
  if (field.kind === 'place') return fields.features.programme.geography.places.map((place) => place.id);
  return listOf(fields.features.programme, field)?.options.map((option) => option.id);
}

/** Option and place ids as they are, yes and no in words, e-mail addresses as such, everything else as a normalised name. */
function keyOf(answer: Answer, field: Field): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  const written = String(answer);
  if ('list' in field || field.kind === 'place' || field.kind === 'yesNo') return written;
  return field.kind === 'email' ? emailKey(written) : normaliseName(written);
}
