import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { optionsColumn, yesNoColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { countedAs } from '../features/phrase.ts';
import { postings, whoever } from '../features/postings.ts';
import type { Measure } from './measure.ts';

const CONFIDENTIAL = 'Counted in confidence: neither the wish nor an answer is shown';

/**
 * 1000 where the wish is yes and the two share an option; 0 where they share none or nothing was wished for. The sentence never says
 * what was wished for or answered.
 */
export function optIn(criterion: CriterionOf<'opt-in'>, fields: FieldReader): Measure {
  const { whenMissing } = criterion;
  const wishes = yesNoColumn(fields, 'participant', criterion.wishField);
  const mine = optionsColumn(fields, 'participant', criterion.participantField);
  const theirs = optionsColumn(fields, 'mentor', criterion.mentorField);
  const choosing = postings(theirs.values, fields.features.optionNumber.size);
  const silent = whoever(theirs.values, (options) => options.length === 0);

  return {
    row(participant, points) {
      const sought = mine.values[participant] as readonly number[];
      if (wishes.values[participant] !== true) return void points.fill(0);
      if (sought.length === 0) return void points.fill(whenMissing);
      points.fill(0);
      for (const option of sought) for (const mentor of choosing[option] ?? []) points[mentor] = POINTS;
      for (const mentor of silent) points[mentor] = whenMissing;
    },
    explain(participant, mentor) {
      const open = [mine.values[participant], theirs.values[mentor]].some((options) => options?.length === 0);
      if (wishes.values[participant] === true && open)
        return {
          sentence: `${CONFIDENTIAL}; one is missing and is ${countedAs(whenMissing)}.`,
          missing: true,
        };
      return { sentence: `${CONFIDENTIAL}.`, missing: false };
    },
  };
}
