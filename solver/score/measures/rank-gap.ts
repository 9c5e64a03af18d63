import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { NONE } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { noAnswer } from '../features/phrase.ts';
import { rankColumns, stepsBetween } from '../features/ranks.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

/** Points of the table at the mentor's rank minus the participant's, else `otherwise`. */
export function rankGap(criterion: CriterionOf<'rank-gap'>, fields: FieldReader): Measure {
  const { otherwise, whenMissing } = criterion;
  const ranks = rankColumns(fields, criterion.participantField, criterion.mentorField);
  const pointsAt = new Map(criterion.table.map(({ gap, points }) => [gap, points]));
  const table = pairTable(
    categorise(ranks.mine.values, (rank) => rank),
    categorise(ranks.theirs.values, (rank) => rank),
    (a, b) => (a === NONE || b === NONE ? whenMissing : (pointsAt.get(b - a) ?? otherwise)),
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const { mine, theirs } = ranks;
      const [a, b] = [mine.values[participant] as number, theirs.values[mentor] as number];
      const gaps = [...(a === NONE ? [mine] : []), ...(b === NONE ? [theirs] : [])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      return { sentence: `${theirs.field.label}: ${stepsBetween(ranks, a, b)}.`, missing: false };
    },
  };
}
