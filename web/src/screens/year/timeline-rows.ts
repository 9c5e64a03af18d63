import type { Relationship } from '#solver/contract/api/year.ts';
import type { TimelineRow } from '../../charts/timeline.ts';
import { keyOf } from './year-filters.ts';
import { dayWords, MEETING_FORMS, meetingWords, pairName, standingWords } from './year-words.ts';

/** A row for every relationship whose days are known. A meeting stands on the day that it was held, else on the day by which it should be. */
export function rowsOf(relationships: readonly Relationship[]): TimelineRow[] {
  return relationships.flatMap((relationship) => {
    const { begins, closes, meetings } = relationship;
    if (begins === null || closes === null) return [];
    const marks = meetings.map(({ day, heldOn, state }) => ({
      day: heldOn ?? day,
      form: MEETING_FORMS[state],
    }));
    return [
      {
        key: keyOf(relationship),
        label: pairName(relationship),
        from: begins,
        to: closes,
        marks,
        words: [
          standingWords(relationship),
          ...meetings.map(meetingWords),
          `Close on ${dayWords(closes)}`,
        ].join('. '),
      },
    ];
  });
}
