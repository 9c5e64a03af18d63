import { strToU8, zipSync } from 'fflate';
import { createEvents } from 'ics';
import type { EventAttributes } from 'ics';
import type { Schedule } from '#solver/contract/api/announcement.ts';
import { coupleKey } from '../../year/facts.ts';
import { beginsOn, plannedMeetings } from '../../year/plan.ts';
import type { PlannedMeeting } from '../../year/plan.ts';
import { closeDay, dayAfter, kickOffParts, meetingDays } from './meeting-days.ts';
import type { Day } from './meeting-days.ts';
import type { PublishedMatch } from './letters-of.ts';

/** The calendar file (RFC 5545) of a pair: the kick-off, the meetings as whole days, the close; of a pair that begins late what is still to come. */
export interface CalendarFile {
  participant: string;
  mentor: string;
  name: string;
  text: string;
}

/** A zip of all calendar files. */
export function writeCalendars(match: PublishedMatch, schedule: Schedule): Uint8Array {
  const files = calendarsOf(match, schedule).map(({ name, text }) => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>);
}

/** One a pair, no two of the same name. */
export function calendarsOf(match: PublishedMatch, schedule: Schedule): CalendarFile[] {
  return calendarNames(match).map(({ participant, mentor, pair, name }) => {
    const since = match.since.get(coupleKey({ participant, mentor }));
    const dates = datesOf(schedule, since);
    const text = calendarOf(dates, `${participant}.${mentor}`, pair, match.programme);
    return { participant, mentor, name, text };
  });
}

/** What the files are called, for each pair of people who are known. */
export function calendarNames(match: PublishedMatch) {
  const taken = new Set<string>();
  return match.pairs.flatMap((ids) => {
    const [participant, mentor] = ids.map((id) => match.people.get(id));
    if (!participant || !mentor) return [];
    const pair = `${participant.name} and ${mentor.name}`;
    return [{ participant: participant.id, mentor: mentor.id, pair, name: uniqueName(pair, taken) }];
  });
}

function uniqueName(pair: string, taken: Set<string>): string {
  const base =
    pair
      .replaceAll(/[^\p{L}\p{N} .'-]/gu, '')
      .trim()
      .slice(0, 100) || 'pair';
  let name = `${base}.ics`;
  for (let count = 2; taken.has(name); count += 1) name = `${base} ${count}.ics`;
  taken.add(name);
  return name;
}

/** What a pair's calendar holds. */
interface Dates {
  schedule: Schedule;
  hasKickOff: boolean;
  meetings: readonly PlannedMeeting[];
}

/** `since`: when the pair was published. */
function datesOf(schedule: Schedule, since = ''): Dates {
  return {
    schedule,
    hasKickOff: beginsOn(schedule, since) === beginsOn(schedule, ''),
    meetings: plannedMeetings(schedule, since),
  };
}

function calendarOf(dates: Dates, key: string, pair: string, programme: string): string {
  const { error, value } = createEvents(eventsOf(dates, key, pair), {
    productId: 'mile-match',
    calName: `${programme}: ${pair}`,
  });
  if (!value) throw error ?? new Error('no calendar was made');
  return value;
}

function eventsOf({ schedule, hasKickOff, meetings }: Dates, key: string, pair: string): EventAttributes[] {
  const days = meetingDays(schedule);
  // Floating times: one o'clock is one o'clock where the meeting is.
  const common = { startInputType: 'local', startOutputType: 'local' } as const;
  const kickOff: EventAttributes = {
    ...common,
    uid: `${key}.kick-off@mile-match`,
    title: `Kick-off: ${pair}`,
    start: kickOffParts(schedule),
    duration: { minutes: schedule.durationMinutes },
    ...(schedule.place !== '' && { location: schedule.place }),
  };
  return [
    ...(hasKickOff ? [kickOff] : []),
    ...meetings.map(({ number }) => {
      const day = days[number - 1] as Day;
      return {
        ...common,
        uid: `${key}.meeting-${number}@mile-match`,
        title: `Mentoring meeting ${number} of ${days.length}: ${pair}`,
        description: 'By about this day you should have met. Move it to the day that you agree on.',
        start: day,
        end: dayAfter(day),
      };
    }),
    {
      ...common,
      uid: `${key}.close@mile-match`,
      title: `Close of the mentoring: ${pair}`,
      start: closeDay(schedule),
      end: dayAfter(closeDay(schedule)),
    },
  ];
}
