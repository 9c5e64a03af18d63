import type { Answer } from '../../contract/cohort.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Field } from '../../contract/programme/fields.ts';
import { listOf } from '../../contract/programme/programme.ts';
import type { Column, FieldReader } from './field-reader.ts';

/** Stands for "no answer" in columns of option and place numbers. */
export const NONE = -1;

/** Answers as numbers; NaN where there is none. */
export function numberColumn(reader: FieldReader, side: Side, id: string): Column<number> {
  return reader.column(
    side,
    id,
    ['number'],
    Number.NaN,
    () => (answer) => (typeof answer === 'number' && Number.isFinite(answer) ? answer : undefined),
  );
}

/** Yes, no, or null where there is no answer. */
export function yesNoColumn(reader: FieldReader, side: Side, id: string): Column<boolean | null> {
  return reader.column<boolean | null>(
    side,
    id,
    ['yesNo'],
    null,
    () => (answer) => (typeof answer === 'boolean' ? answer : undefined),
  );
}

/** Option numbers; NONE where there is no answer. */
export function choiceColumn(reader: FieldReader, side: Side, id: string): Column<number> {
  return reader.column(side, id, ['choice'], NONE, (field) => {
    const numbers = numbersOffered(reader, field);
    return (answer) => numbers.get(answer);
  });
}

/** Distinct option numbers in the order of the answer; empty where there is none. A single choice is a list of one. */
export function optionsColumn(reader: FieldReader, side: Side, id: string): Column<readonly number[]> {
  const kinds = ['choice', 'choices', 'ranking'] as const;
  return reader.column<readonly number[]>(side, id, kinds, [], (field) => {
    const numbers = numbersOffered(reader, field);
    return (answer) => {
      const chosen = new Set(
        (Array.isArray(answer) ? answer : [answer]).map((option) => numbers.get(option)),
      );
      return chosen.has(undefined) ? undefined : [...(chosen as Set<number>)];
    };
  });
}

/** Place numbers; NONE where there is no answer. */
export function placeColumn(reader: FieldReader, side: Side, id: string): Column<number> {
  const { placeNumber } = reader.features;
  return reader.column(
    side,
    id,
    ['place'],
    NONE,
    () => (answer) => (typeof answer === 'string' ? placeNumber.get(answer) : undefined),
  );
}

/** Texts as written; empty where there is no answer. A choice reads as its label. */
export function textColumn(reader: FieldReader, side: Side, id: string): Column<string> {
  const kinds = ['name', 'email', 'text', 'longText', 'postcode', 'choice'] as const;
  return reader.column(side, id, kinds, '', (field) => {
    if (field.kind !== 'choice') return (answer) => (typeof answer === 'string' ? answer : undefined);
    const options = listOf(reader.features.programme, field)?.options ?? [];
    return (answer) => options.find((option) => option.id === answer)?.label;
  });
}

/** Names, e-mail addresses or employers in the order of the answer. */
export function namesColumn(reader: FieldReader, side: Side, id: string): Column<readonly string[]> {
  return reader.column<readonly string[]>(
    side,
    id,
    ['people'],
    [],
    () => (answer) => (Array.isArray(answer) ? answer : undefined),
  );
}

/** The number of each option that a field offers, by the answer that chooses it. */
function numbersOffered({ features }: FieldReader, field: Field): ReadonlyMap<Answer, number> {
  const options = listOf(features.programme, field)?.options ?? [];
  return new Map(options.map(({ id }) => [id, features.optionNumber.get(id) as number]));
}
