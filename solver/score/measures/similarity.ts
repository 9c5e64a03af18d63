import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { NONE, choiceColumn } from '../features/columns.ts';
import type { Column, FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { noAnswer, optionLabel } from '../features/phrase.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

interface Part {
  readonly column: Column<number>;
  readonly share: number;
}

/** Mean of the table's points over the participant's fields, by share; fields left open are left out. */
export function similarity(criterion: CriterionOf<'similarity'>, fields: FieldReader): Measure {
  const { whenMissing } = criterion;
  const parts = criterion.participantFields.map(({ field, share }) => ({
    column: choiceColumn(fields, 'participant', field),
    share,
  }));
  const theirs = choiceColumn(fields, 'mentor', criterion.mentorField);
  const alike = likeness(criterion, fields, [...parts.map(({ column }) => column), theirs]);

  const tuples = fields.features.participants.applications.map((_, person) => answersOf(parts, person));
  const table = pairTable(
    categorise(tuples, (tuple) => tuple.join()),
    categorise(theirs.values, (option) => option),
    (tuple, option) => meanLikeness(parts, tuple, option, alike) ?? whenMissing,
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const option = theirs.values[mentor] as number;
      const stated = parts.filter(({ column }) => column.values[participant] !== NONE);
      if (option === NONE) return { sentence: noAnswer([theirs], whenMissing), missing: true };
      if (stated.length === 0) {
        return {
          sentence: noAnswer(
            parts.map(({ column }) => column),
            whenMissing,
          ),
          missing: true,
        };
      }
      const label = optionLabel(fields.features, theirs.field, option);
      const clauses = stated.map(({ column }) => {
        const own = column.values[participant] as number;
        const ownLabel = optionLabel(fields.features, column.field, own);
        if (own === option) return `${column.field.label} (${ownLabel}) is the same as ${theirs.who}'s`;
        return `${column.field.label} (${ownLabel}) and ${theirs.who}'s ${label} are ${Math.round((alike(own, option) * 100) / POINTS)} % alike`;
      });
      return { sentence: `${clauses.join('; ')}.`, missing: false };
    },
  };
}

function answersOf(parts: readonly Part[], person: number): number[] {
  return parts.map(({ column }) => column.values[person] as number);
}

function meanLikeness(
  parts: readonly Part[],
  tuple: readonly number[],
  option: number,
  alike: (a: number, b: number) => number,
): number | undefined {
  const stated = parts.map(({ share }, part) => (tuple[part] === NONE ? 0 : share));
  const shares = stated.reduce((sum, share) => sum + share, 0);
  if (option === NONE || shares === 0) return undefined;
  const total = stated.reduce((sum, share, part) => sum + share * alike(tuple[part] as number, option), 0);
  return Math.round(total / shares);
}

/** Points for two option numbers: equal 1000, else the table in either order, else `otherwise`. */
function likeness(
  { table, otherwise }: CriterionOf<'similarity'>,
  fields: FieldReader,
  columns: readonly Column<number>[],
): (a: number, b: number) => number {
  const { lists } = fields.features.programme;
  const offered = new Set(
    columns.flatMap(({ field }) =>
      'list' in field ? (lists[field.list]?.options ?? []).map((option) => option.id) : [],
    ),
  );
  const numberOf = (id: string): number =>
    offered.has(id)
      ? (fields.features.optionNumber.get(id) as number)
      : fields.refuse(`its table names "${id}", which no list of its fields offers`);
  const known = new Map<string, number>();
  for (const { a, b, points } of table) {
    known.set(`${numberOf(a)},${numberOf(b)}`, points);
    known.set(`${numberOf(b)},${numberOf(a)}`, points);
  }
  return (a, b) => (a === b ? POINTS : (known.get(`${a},${b}`) ?? otherwise));
}
