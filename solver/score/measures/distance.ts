import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { placeColumn } from '../features/columns.ts';
import { UNKNOWN_METRES, distanceTable, distances, metresOf, openPlaces } from '../features/distances.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { noAnswer } from '../features/phrase.ts';
import type { Measure } from './measure.ts';
import { tablePoints } from './table-points.ts';

/** 1000 / 2^(km / halfDistanceKm). */
export function distance(criterion: CriterionOf<'distance'>, fields: FieldReader): Measure {
  const { halfDistanceKm, whenMissing } = criterion;
  const between = distances(fields, criterion);
  const places = [
    placeColumn(fields, 'participant', criterion.participantField),
    placeColumn(fields, 'mentor', criterion.mentorField),
  ] as const;
  const table = distanceTable(between, (metres) =>
    metres === UNKNOWN_METRES ? whenMissing : Math.round(POINTS / 2 ** (metres / 1000 / halfDistanceKm)),
  );

  return {
    ...tablePoints(table),
    explain(participant, mentor) {
      const apart = metresOf(between, participant, mentor);
      if (apart === UNKNOWN_METRES) {
        return { sentence: noAnswer(openPlaces(places, participant, mentor), whenMissing), missing: true };
      }
      const km = Math.round(apart / 1000);
      return {
        sentence: `About ${km} km apart; at ${halfDistanceKm} km half the points are left.`,
        missing: false,
      };
    },
  };
}
