import { listOf } from '../../contract/programme/programme.ts';
import { NONE, choiceColumn } from './columns.ts';
import type { Column, FieldReader } from './field-reader.ts';

/** Two columns of ranks in one ordered list, counted from 0; NONE where there is no answer. */
export interface RankColumns {
  readonly mine: Column<number>;
  readonly theirs: Column<number>;
  /** The label at a rank; what is confidential is not said. */
  label(rank: number): string;
}

/** Reads both fields as ranks. Throws INVALID_POLICY unless both take their options from one list that is ordered. */
export function rankColumns(fields: FieldReader, participantField: string, mentorField: string): RankColumns {
  const mine = choiceColumn(fields, 'participant', participantField);
  const theirs = choiceColumn(fields, 'mentor', mentorField);
  const list = listOf(fields.features.programme, mine.field);
  if (list === undefined || list !== listOf(fields.features.programme, theirs.field))
    fields.refuse('its two fields take their options from two lists, whose ranks cannot be compared');
  if (!list.ordered) fields.refuse(`the list "${list.label}" is not ordered`);
  const rankOf = new Map(
    list.options.map(({ id }, rank) => [fields.features.optionNumber.get(id) as number, rank]),
  );
  const ranked = (column: Column<number>) => ({
    ...column,
    values: column.values.map((option) => rankOf.get(option) ?? NONE),
  });
  const hidden = mine.field.confidential || theirs.field.confidential;
  const label = (rank: number) =>
    hidden ? 'an answer given in confidence' : (list.options[rank]?.label ?? '');
  return { mine: ranked(mine), theirs: ranked(theirs), label };
}

/** "from HEO to Grade 7 it is 2 steps up" */
export function stepsBetween({ label }: RankColumns, from: number, to: number): string {
  const steps = Math.abs(to - from);
  const way = to > from ? 'up' : 'down';
  const amount = to === from ? 'no step' : `${steps} ${steps === 1 ? 'step' : 'steps'} ${way}`;
  return `from ${label(from)} to ${label(to)} it is ${amount}`;
}
