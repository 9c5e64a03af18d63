import type { Side } from '../../contract/identifier.ts';
import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { optionsColumn } from '../features/columns.ts';
import type { Column, FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { listed, noAnswer, optionLabel } from '../features/phrase.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

interface Part {
  readonly mine: Column<readonly number[]>;
  readonly theirs: Column<readonly number[]>;
  readonly share: number;
}

/** What somebody chose in each part. */
type Choices = readonly (readonly number[])[];

/** For each part 1000 x shared / the smaller choice, averaged by share; a part that one of the two left open is left out. */
export function sharedOptions(criterion: CriterionOf<'shared-options'>, fields: FieldReader): Measure {
  const { whenMissing } = criterion;
  const parts = criterion.parts.map(({ participantField, mentorField, share }) => ({
    mine: optionsColumn(fields, 'participant', participantField),
    theirs: optionsColumn(fields, 'mentor', mentorField),
    share,
  }));
  const choicesOf = (side: Side, columns: readonly Column<readonly number[]>[]) =>
    fields.people(side).applications.map((_, person) => columns.map(({ values }) => values[person] ?? []));
  const keyOf = (choices: Choices) => choices.map((chosen) => [...chosen].sort().join()).join(';');
  const mine = choicesOf(
    'participant',
    parts.map((part) => part.mine),
  );
  const theirs = choicesOf(
    'mentor',
    parts.map((part) => part.theirs),
  );
  const table = pairTable(
    categorise(mine, keyOf),
    categorise(theirs, keyOf),
    (a, b) => meanShared(parts, a, b) ?? whenMissing,
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const [a, b] = [mine[participant] as Choices, theirs[mentor] as Choices];
      const stated = parts.filter((_, part) => bothChose(a, b, part));
      if (stated.length === 0) {
        const gaps = parts.flatMap((part, index) => [
          ...(a[index]?.length === 0 ? [part.mine] : []),
          ...(b[index]?.length === 0 ? [part.theirs] : []),
        ]);
        return { sentence: noAnswer(gaps, whenMissing), missing: true };
      }
      const clauses = stated.map((part) => sharedIn(part, participant, mentor, fields));
      const open = parts.filter((part) => !stated.includes(part)).map((part) => `"${part.mine.field.label}"`);
      const left = open.length > 0 ? `; ${listed(open)} was left open and does not count` : '';
      return { sentence: `${clauses.join('; ')}${left}.`, missing: false };
    },
  };
}

function bothChose(a: Choices, b: Choices, part: number): boolean {
  return (a[part] ?? []).length > 0 && (b[part] ?? []).length > 0;
}

function meanShared(parts: readonly Part[], a: Choices, b: Choices): number | undefined {
  let total = 0;
  let shares = 0;
  parts.forEach(({ share }, part) => {
    if (!bothChose(a, b, part)) return;
    const [chosen, offered] = [a[part] as readonly number[], b[part] as readonly number[]];
    total += (share * countBoth(chosen, offered)) / Math.min(chosen.length, offered.length);
    shares += share;
  });
  return shares === 0 ? undefined : Math.round((POINTS * total) / shares);
}

function both(chosen: readonly number[], offered: readonly number[]): number[] {
  return chosen.filter((option) => offered.includes(option));
}

function countBoth(chosen: readonly number[], offered: readonly number[]): number {
  let count = 0;
  for (const option of chosen) if (offered.includes(option)) count += 1;
  return count;
}

function sharedIn({ mine, theirs }: Part, participant: number, mentor: number, fields: FieldReader): string {
  const shared = both(mine.values[participant] ?? [], theirs.values[mentor] ?? []);
  if (shared.length === 0) return `${mine.field.label}: nothing in common`;
  if (mine.field.confidential || theirs.field.confidential) return `${mine.field.label}: something in common`;
  const labels = shared.map((option) => optionLabel(fields.features, mine.field, option));
  return `${mine.field.label}: both say ${listed(labels)}`;
}
