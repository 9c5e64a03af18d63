import { strToU8, zipSync } from 'fflate';
import { createEvents } from 'ics';
import type { EventAttributes } from 'ics';
import type { Schedule } from '#solver/contract/api/announcement.ts';
import { closeDay, dayAfter, kickOffParts, meetingDays } from './meeting-days.ts';
import type { PublishedMatch } from './letters-of.ts';

/** The calendar file (RFC 5545) of a pair: the kick-off, the meetings as whole days, the close. */
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
    const text = calendarOf(schedule, `${participant}.${mentor}`, pair, match.programme);
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

function calendarOf(schedule: Schedule, key: string, pair: string, programme: string): string {
  const { error, value } = createEvents(eventsOf(schedule, key, pair), {
    productId: 'mile-match',
    calName: `${programme}: ${pair}`,
  });
  if (!value) throw error ?? new Error('no calendar was made');
  return value;
}

function eventsOf(schedule: Schedule, key: string, pair: string): EventAttributes[] {
  const days = meetingDays(schedule);
  // Floating times: one o'clock is one o'clock where the meeting is.
  const common = { startInputType: 'local', startOutputType: 'local' } as const;
  return [
    {
      ...common,
      uid: `${key}.kick-off@mile-match`,
      title: `Kick-off: ${pair}`,
      start: kickOffParts(schedule),
      duration: { minutes: schedule.durationMinutes },
      ...(schedule.place !== '' && { location: schedule.place }),
    },
    ...days.map((day, index) => ({
      ...common,
      uid: `${key}.meeting-${index + 1}@mile-match`,
      title: `Mentoring meeting ${index + 1} of ${days.length}: ${pair}`,
      description: 'By about this day you should have met. Move it to the day that you agree on.',
      start: day,
      end: dayAfter(day),
    })),
    {
      ...common,
      uid: `${key}.close@mile-match`,
      title: `Close of the mentoring: ${pair}`,
      start: closeDay(schedule),
      end: dayAfter(closeDay(schedule)),
    },
  ];
}
