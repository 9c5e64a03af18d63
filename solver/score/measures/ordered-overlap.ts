import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { optionsColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised, noAnswer, optionLabel, ordinal } from '../features/phrase.ts';
import { addAt, postings, whoever } from '../features/postings.ts';
import type { Measure } from './measure.ts';

/** Wishes that a sentence names one by one. */
const NAMED_WISHES = 6;

/** 1000 x (shares of the wishes met) / (shares of the wishes stated). */
export function orderedOverlap(criterion: CriterionOf<'ordered-overlap'>, fields: FieldReader): Measure {
  const { places, whenMissing } = criterion;
  const wishes = optionsColumn(fields, 'participant', criterion.participantField);
  const offers = optionsColumn(fields, 'mentor', criterion.mentorField);
  const offering = postings(offers.values, fields.features.optionNumber.size);
  const silent = whoever(offers.values, (offer) => offer.length === 0);
  const shareOf = (place: number) => places[Math.min(place, places.length - 1)] as number;

  return {
    row(participant, points) {
      const wished = wishes.values[participant] as readonly number[];
      if (wished.length === 0) return void points.fill(whenMissing);
      points.fill(0);
      wished.forEach((option, place) => addAt(points, offering[option] ?? [], shareOf(place)));
      const stated = wished.reduce((sum, _, place) => sum + shareOf(place), 0);
      const scale = POINTS / Math.max(1, stated);
      for (let mentor = 0; mentor < points.length; mentor += 1)
        points[mentor] = Math.round((points[mentor] as number) * scale);
      for (const mentor of silent) points[mentor] = whenMissing;
    },
    explain(participant, mentor) {
      const wished = wishes.values[participant] as readonly number[];
      const offered = offers.values[mentor] as readonly number[];
      const gaps = [...(wished.length ? [] : [wishes]), ...(offered.length ? [] : [offers])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const clauses = wished.slice(0, NAMED_WISHES).map((option, place) => {
        const name = `${ordinal(place + 1)}, ${optionLabel(fields.features, wishes.field, option)}`;
        return `${name}, is ${offered.includes(option) ? '' : 'not '}among ${offers.who}'s`;
      });
      const rest = wished.slice(NAMED_WISHES);
      const more = `; of ${rest.length} more, ${rest.filter((option) => offered.includes(option)).length} are`;
      const sentence = `${wishes.field.label}: the ${clauses.join('; the ')}${rest.length > 0 ? more : ''}.`;
      return { sentence: capitalised(sentence), missing: false };
    },
  };
}
