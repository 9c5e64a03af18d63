import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { optionsColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised, listed, noAnswer, optionLabel, ordinal } from '../features/phrase.ts';
import { holds, optionMasks } from '../features/option-masks.ts';
import type { Measure } from './measure.ts';

/** Wishes that a sentence names one by one. */
const NAMED_WISHES = 6;

/** 1000 x (shares of the wishes met) / (shares of the wishes stated). */
export function orderedOverlap(criterion: CriterionOf<'ordered-overlap'>, fields: FieldReader): Measure {
  const { places, whenMissing } = criterion;
  const wishes = optionsColumn(fields, 'participant', criterion.participantField);
  const offers = optionsColumn(fields, 'mentor', criterion.mentorField);
  const offering = optionMasks(offers.values, fields.features.optionNumber.size);
  const shareOf = (place: number) => places[Math.min(place, places.length - 1)] as number;

  const silent = Uint8Array.from(offers.values, (offer) => Number(offer.length === 0));
  const pointsOf = pointsByMet((stated) => {
    const scale = POINTS / Math.max(1, stated);
    return Uint16Array.from({ length: stated + 1 }, (_, met) => Math.round(met * scale));
  });
  const statedBy = (wished: readonly number[]) => wished.reduce((sum, _, place) => sum + shareOf(place), 0);

  return {
    at(participant, mentor) {
      const wished = wishes.values[participant] as readonly number[];
      if (wished.length === 0 || silent[mentor] === 1) return whenMissing;
      const met = wished.reduce(
        (sum, option, place) => sum + shareOf(place) * holds(offering, mentor, option),
        0,
      );
      return pointsOf(statedBy(wished))[met] as number;
    },
    add(participant, mentors, { begin, end }, times, sums) {
      const wished = wishes.values[participant] as readonly number[];
      const shares = wished.map((_, place) => shareOf(place));
      const points = pointsOf(statedBy(wished));
      const { words, bits } = offering;
      for (let pair = begin; pair < end; pair += 1) {
        const mentor = mentors[pair] as number;
        let met = 0;
        for (let place = 0; place < wished.length; place += 1) {
          const option = wished[place] as number;
          const word = bits[mentor * words + (option >>> 5)] as number;
          met += (shares[place] as number) * ((word >>> (option & 31)) & 1);
        }
        const earned = wished.length === 0 || silent[mentor] === 1 ? whenMissing : (points[met] as number);
        sums[pair] = (sums[pair] as number) + times * earned;
      }
    },
    explain(participant, mentor) {
      const wished = wishes.values[participant] as readonly number[];
      const offered = offers.values[mentor] as readonly number[];
      const gaps = [...(wished.length ? [] : [wishes]), ...(offered.length ? [] : [offers])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const named = wished.slice(0, NAMED_WISHES).map((option, place) => ({
        isMet: offered.includes(option),
        words: `${optionLabel(fields.features, wishes.field, option)} (${ordinal(place + 1)})`,
      }));
      const rest = wished.slice(NAMED_WISHES);
      const more = `; of ${rest.length} more, ${rest.filter((option) => offered.includes(option)).length} are among them`;
      const sentence = `${wishes.field.label}: ${overlapWords(named, offers.who)}${rest.length > 0 ? more : ''}.`;
      return { sentence: capitalised(sentence), missing: false };
    },
  };
}

/** "among the mentor's is A (first); not among them are B (second) and C (third)": whose they are is said once. */
function overlapWords(wishes: readonly { isMet: boolean; words: string }[], who: string): string {
  const wordsOf = (kept: typeof wishes) => kept.map(({ words }) => words);
  const met = wordsOf(wishes.filter(({ isMet }) => isMet));
  const missed = wordsOf(wishes.filter(({ isMet }) => !isMet));
  const clause = (where: string, names: readonly string[]) =>
    `${where} ${names.length === 1 ? 'is' : 'are'} ${listed(names)}`;
  const offered = `among ${who}'s`;
  if (met.length === 0) return clause(`not ${offered}`, missed);
  if (missed.length === 0) return clause(offered, met);
  return `${clause(offered, met)}; ${clause('not among them', missed)}`;
}

/** Points by the sum of the shares met, one table for each sum of the shares stated. */
function pointsByMet(make: (stated: number) => Uint16Array): (stated: number) => Uint16Array {
  const tables = new Map<number, Uint16Array>();
  return (stated) => {
    const known = tables.get(stated);
    if (known !== undefined) return known;
    const made = make(stated);
    tables.set(stated, made);
    return made;
  };
}
