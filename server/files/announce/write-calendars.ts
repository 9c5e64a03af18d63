import { strToU8, zipSync } from 'fflate';
import { createEvents } from 'ics';
import type { EventAttributes } from 'ics';
import type { Schedule } from '#solver/contract/api/announcement.ts';
import { closeDay, dayAfter, kickOffParts, meetingDays } from './meeting-days.ts';
import type { PublishedMatch } from './letters-of.ts';

/** A zip of one calendar file (RFC 5545) a pair: the kick-off, the meetings as whole days, the close. */
export function writeCalendars(match: PublishedMatch, schedule: Schedule): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [participantId, mentorId] of match.pairs) {
    const [participant, mentor] = [match.people.get(participantId), match.people.get(mentorId)];
    if (!participant || !mentor) continue;
    const name = uniqueName(`${participant.name} and ${mentor.name}`, files);
    const key = `${participant.id}.${mentor.id}`;
    files[name] = strToU8(
      calendarOf(schedule, key, `${participant.name} and ${mentor.name}`, match.programme),
    );
  }
  return zipSync(files);
}

function uniqueName(pair: string, files: Readonly<Record<string, unknown>>): string {
  const base =
    pair
      .replaceAll(/[^\p{L}\p{N} .'-]/gu, '')
      .trim()
      .slice(0, 100) || 'pair';
  let name = `${base}.ics`;
  for (let count = 2; Object.hasOwn(files, name); count += 1) name = `${base} ${count}.ics`;
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
