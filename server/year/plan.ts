import type { Schedule } from '#solver/contract/api/announcement.ts';
import { closeDay, kickOffParts, meetingDays } from '../files/announce/meeting-days.ts';
import { dayOf, daysAfter, isoDay } from './days.ts';

/** People look back a month before the close, while they still meet. */
const SURVEY_OPENS_BEFORE_DAYS = 30;
/** Late answers are welcome for a quarter of a year. */
const LINKS_END_AFTER_DAYS = 90;

export interface PlannedMeeting {
  /** As the calendar files number it. */
  number: number;
  day: string;
}

/** What a schedule means for everybody. */
export interface Frame {
  closes: string;
  surveyOpens: string;
  linksEnd: string;
}

export function frameOf(schedule: Schedule): Frame {
  const closes = isoDay(closeDay(schedule));
  return {
    closes,
    surveyOpens: daysAfter(closes, -SURVEY_OPENS_BEFORE_DAYS),
    linksEnd: daysAfter(closes, LINKS_END_AFTER_DAYS),
  };
}

/** The day on which a pair begins: the kick-off, or for one that was published later the day of that. */
export function beginsOn(schedule: Schedule, publishedAt: string): string {
  const [year, month, day] = kickOffParts(schedule);
  const kickOff = isoDay([year, month, day]);
  const published = dayOf(publishedAt);
  return published > kickOff ? published : kickOff;
}

/** The meetings of a pair: of one that begins late those that are still to come. */
export function plannedMeetings(schedule: Schedule, publishedAt: string): PlannedMeeting[] {
  const begins = beginsOn(schedule, publishedAt);
  return meetingDays(schedule)
    .map((day, index) => ({ number: index + 1, day: isoDay(day) }))
    .filter(({ day }) => day >= begins);
}
