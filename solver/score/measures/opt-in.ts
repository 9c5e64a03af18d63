import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { optionsColumn, yesNoColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { countedAs } from '../features/phrase.ts';
import { holdsAny, optionMasks } from '../features/option-masks.ts';
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
  const chosen = optionMasks(theirs.values, fields.features.optionNumber.size);
  const at = (participant: number, mentor: number) => {
    const sought = mine.values[participant] as readonly number[];
    if (wishes.values[participant] !== true) return 0;
    if (sought.length === 0 || theirs.values[mentor]?.length === 0) return whenMissing;
    return holdsAny(chosen, mentor, sought) ? POINTS : 0;
  };

  return {
    at,
    add(participant, mentors, { begin, end }, times, sums) {
      if (wishes.values[participant] !== true) return;
      for (let pair = begin; pair < end; pair += 1)
        sums[pair] = (sums[pair] as number) + times * at(participant, mentors[pair] as number);
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
