import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { NONE, placeColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { noAnswer } from '../features/phrase.ts';
import { borders, regionLabel, regionOf, sharesRegion, systemLabel } from '../features/regions.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

/** Points of the first system whose region both share, else `neighbour` where regions of the first system border each other. */
export function region(criterion: CriterionOf<'region'>, fields: FieldReader): Measure {
  const { systems, neighbour, whenMissing } = criterion;
  const mine = placeColumn(fields, 'participant', criterion.participantField);
  const theirs = placeColumn(fields, 'mentor', criterion.mentorField);
  const [first] = systems as [(typeof systems)[number]];
  const shared = systems.map(({ system, points }) => ({
    system,
    points,
    shares: sharesRegion(fields, system),
  }));
  const bordering = borders(fields, first.system);

  const table = pairTable(
    categorise(mine.values, (place) => place),
    categorise(theirs.values, (place) => place),
    (a, b) => {
      if (a === NONE || b === NONE) return whenMissing;
      const found = shared.find(({ shares }) => shares(a, b));
      return found?.points ?? (bordering(a, b) ? neighbour : 0);
    },
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const [a, b] = [mine.values[participant] as number, theirs.values[mentor] as number];
      const gaps = [...(a === NONE ? [mine] : []), ...(b === NONE ? [theirs] : [])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const found = shared.find(({ shares }) => shares(a, b));
      if (mine.field.confidential || theirs.field.confidential)
        return { sentence: found ? 'Both share a region.' : 'They share no region.', missing: false };
      const places = [a, b].map((place) => regionLabel(fields, first.system, place)).join(' and ');
      if (found) {
        const name = regionOf(fields, found.system, a)?.label ?? '';
        return { sentence: `Both are in ${name} (${systemLabel(fields, found.system)}).`, missing: false };
      }
      const relation = bordering(a, b) ? 'border each other' : 'neither meet nor share a larger system';
      return { sentence: `Their regions, ${places}, ${relation}.`, missing: false };
    },
  };
}
