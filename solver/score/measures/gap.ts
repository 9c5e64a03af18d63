import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { numberColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { noAnswer, quantity } from '../features/phrase.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

/** Mentor's number minus participant's: 1000 in the ideal range, falling in proportion to 0 over `fade` outside. */
export function gap(criterion: CriterionOf<'gap'>, fields: FieldReader): Measure {
  const { idealMin, idealMax, fade, whenMissing } = criterion;
  if (idealMin > idealMax) fields.refuse(`its ideal range runs from ${idealMin} down to ${idealMax}`);
  const mine = numberColumn(fields, 'participant', criterion.participantField);
  const theirs = numberColumn(fields, 'mentor', criterion.mentorField);
  const outsideBy = (difference: number) => Math.max(idealMin - difference, difference - idealMax, 0);
  const table = pairTable(
    categorise(mine.values, (value) => value),
    categorise(theirs.values, (value) => value),
    (a, b) =>
      Number.isNaN(a + b) ? whenMissing : Math.round(POINTS * Math.max(0, 1 - outsideBy(b - a) / fade)),
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const [a, b] = [mine.values[participant] as number, theirs.values[mentor] as number];
      const gaps = [...(Number.isNaN(a) ? [mine] : []), ...(Number.isNaN(b) ? [theirs] : [])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const unit = theirs.field.kind === 'number' ? theirs.field.unit : undefined;
      const ideal = `the ideal range of ${idealMin} to ${quantity(idealMax, unit)} more`;
      if (theirs.field.confidential || mine.field.confidential) {
        return { sentence: outsideBy(b - a) > 0 ? `Outside ${ideal}.` : `Within ${ideal}.`, missing: false };
      }
      const amount = b === a ? 'as many' : `${quantity(Math.abs(b - a), unit)} ${b > a ? 'more' : 'fewer'}`;
      const off = outsideBy(b - a);
      const where = off > 0 ? `${quantity(off, unit)} outside` : 'within';
      return {
        sentence: `${theirs.field.label}: ${theirs.who} has ${amount}, ${where} ${ideal}.`,
        missing: false,
      };
    },
  };
}
