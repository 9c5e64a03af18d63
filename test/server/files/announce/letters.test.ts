import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Schedule } from '#solver/contract/api/announcement.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { FIRST_TEMPLATES } from '#server/files/announce/first-templates.ts';
import { lettersOf } from '#server/files/announce/letters-of.ts';
import { matchedPerson } from '#server/files/announce/matched-people.ts';
import { closeDay, meetingDays, monthsAfter } from '#server/files/announce/meeting-days.ts';
import { refuseUnknownFields } from '#server/files/announce/merge-letter.ts';
import { writeAnnounceFile } from '#server/files/announce/write-file.ts';
import { readTable } from '#server/files/read-table.ts';
import { coupleKey } from '#server/year/facts.ts';

const programme = shippedProgramme('minnesota') as Programme;
const schedule: Schedule = {
  kickOff: '2027-03-12T13:00',
  durationMinutes: 180,
  place: 'St. Paul, Central Library',
  months: 18,
  meetings: 6,
};

function person(side: 'participant' | 'mentor', id: string, values: Record<string, unknown>) {
  return matchedPerson(programme, side, { id, values } as never);
}

const ines = person('participant', 'p1', {
  name: 'Ines',
  lastName: 'Ødegård',
  email: 'ines@example.org',
  employer: 'Duluth Public Library',
  county: 'st-louis',
  identities: ['veteran'],
});
const kai = person('participant', 'p2', { name: 'Kai {{close}} Lee', email: 'kai@example.org' });
const marta = person('mentor', 'm1', {
  name: 'Marta Svensson',
  email: 'marta@example.org',
  phone: '=1+1',
  identities: ['veteran'],
});
const lone = person('participant', 'p3', { name: 'Lone Wolf', email: 'lone@example.org' });

const match = {
  programme: 'MILE',
  people: new Map([kai, ines, marta, lone].map((one) => [one.id, one])),
  pairs: [
    ['p2', 'm1'],
    ['p1', 'm1'],
  ] as const,
  since: new Map(
    ['p1', 'p2'].map((participant) => [coupleKey({ participant, mentor: 'm1' }), '2027-02-01T09:00:00.000Z']),
  ),
  schedule,
};
const letters = lettersOf(match, FIRST_TEMPLATES);

describe('dates', () => {
  test.each([
    [[2027, 1, 31], 1, [2027, 2, 28]],
    [[2027, 8, 31], 18, [2029, 2, 28]],
    [[2027, 12, 15], 2, [2028, 2, 15]],
    [[2028, 1, 30], 1, [2028, 2, 29]],
  ] as const)('%j and %i months make %j', (day, months, expected) => {
    expect(monthsAfter([...day], months)).toEqual(expected);
  });

  test('six meetings in 18 months, one in each quarter, before the close', () => {
    expect(meetingDays(schedule)).toEqual([
      [2027, 5, 12],
      [2027, 8, 12],
      [2027, 11, 12],
      [2028, 2, 12],
      [2028, 5, 12],
      [2028, 8, 12],
    ]);
    expect(closeDay(schedule)).toEqual([2028, 9, 12]);
  });
});

describe('letters', () => {
  test('one for everybody who is matched, none for who is not', () => {
    expect(letters.map(({ side, name, partners }) => [side, name, partners])).toEqual([
      ['participant', 'Ines Ødegård', ['Marta Svensson']],
      ['participant', 'Kai {{close}} Lee', ['Marta Svensson']],
      ['mentor', 'Marta Svensson', ['Kai {{close}} Lee', 'Ines Ødegård']],
    ]);
  });

  test('every field is filled, by words', () => {
    const [toInes, toKai, toMarta] = letters.map(({ text }) => text);
    expect(toInes).toContain('Dear Ines,');
    expect(toInes).toContain('Marta Svensson\nmarta@example.org\nPhone: =1+1');
    expect(toInes).toContain(
      'Friday, March 12, 2027, 1:00 PM, St. Paul, Central Library'.replace(', 1', ', 1'),
    );
    expect(toInes).toContain(
      'May 2027, August 2027, November 2027, February 2028, May 2028, and August 2028',
    );
    expect(toInes).toContain('closes in September 2028');
    expect(toMarta).toContain('Ines Ødegård\nDuluth Public Library\nSt. Louis (county)\nines@example.org');
    expect(toMarta).toContain('Kai {{close}} Lee\nkai@example.org');
    expect(toKai).toContain('Dear Kai,');
    for (const text of [toInes, toMarta]) expect(text).not.toMatch(/\{\{(?!close)/);
  });

  test('nothing that was told for matching alone is in a letter or a file', () => {
    expect(JSON.stringify([ines, marta])).not.toContain('veteran');
  });

  test('a field that does not exist is named, with those that do', () => {
    expect(() => refuseUnknownFields('Dear {{ First Name }}, {{salary}}')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_MERGE_FIELD',
        details: { field: 'salary' },
        message: expect.stringContaining('{{partner details}}'),
      }),
    );
  });

  test('without dates a letter says that they are to be set', () => {
    const [first] = lettersOf({ ...match, schedule: null }, FIRST_TEMPLATES);
    expect(first?.text).toContain('a day that is still to be set');
  });
});

describe('files', () => {
  test('a Word document with a section, and so a page, for each letter', async () => {
    const bytes = await writeAnnounceFile('participant-letters.docx', match, letters);
    const document = strFromU8(unzipSync(bytes)['word/document.xml'] as Uint8Array);
    expect(document.match(/<w:sectPr/gu)).toHaveLength(2);
    expect(document).toContain('Ines,');
    expect(document).not.toContain('Lone Wolf');
  });

  test('the mail-merge file reads back as it was, and runs nothing', async () => {
    const bytes = await writeAnnounceFile('mail-merge.csv', match, letters);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/(^|,|")=/mu);
    const { rows } = (await readTable(bytes, 'mail-merge.csv', {})).table;
    expect(rows.map((cells) => cells[2])).toEqual(letters.map(({ email }) => email));
    expect(rows[0]?.[4]?.trim()).toBe(letters[0]?.text.trim());
  });

  test('the roster has a row a pair', async () => {
    const bytes = await writeAnnounceFile('roster.xlsx', match, letters);
    const { rows } = (await readTable(bytes, 'roster.xlsx', {})).table;
    expect(rows.map((cells) => [cells[0], cells[3]])).toEqual([
      ['Ines Ødegård', 'Marta Svensson'],
      ['Kai {{close}} Lee', 'Marta Svensson'],
    ]);
  });

  test('a calendar a pair: the kick-off at its local time, six meetings, the close', async () => {
    const files = unzipSync(await writeAnnounceFile('calendars.zip', match, letters));
    expect(Object.keys(files).sort()).toEqual([
      'Ines Ødegård and Marta Svensson.ics',
      'Kai close Lee and Marta Svensson.ics',
    ]);
    const calendar = strFromU8(files['Ines Ødegård and Marta Svensson.ics'] as Uint8Array);
    expect(calendar.match(/BEGIN:VEVENT/gu)).toHaveLength(8);
    expect(calendar).toMatch(/DTSTART:20270312T130000\r\n/u);
    expect(calendar).toContain('DURATION:PT180M');
    expect(calendar).toMatch(/DTEND;VALUE=DATE:20270513/u);
    expect(calendar).toMatch(/DTSTART;VALUE=DATE:20270512/u);
    expect(calendar).toMatch(/DTSTART;VALUE=DATE:20280912/u);
    expect(new Set(calendar.match(/UID:.*/gu)).size).toBe(8);
  });

  test('a pair that was published late has what is still to come, under the numbers that it has for all', async () => {
    const late = coupleKey({ participant: 'p1', mentor: 'm1' });
    const since = new Map([...match.since, [late, '2027-09-01T09:00:00.000Z']]);
    const files = unzipSync(await writeAnnounceFile('calendars.zip', { ...match, since }, letters));
    const events = (name: string) =>
      strFromU8(files[`${name} and Marta Svensson.ics`] as Uint8Array).match(/(?<=UID:\w+\.\w+\.)[\w-]+/gu);
    // Meetings are due in May, August and November 2027, and so on.
    expect(events('Ines Ødegård')).toEqual(['meeting-3', 'meeting-4', 'meeting-5', 'meeting-6', 'close']);
    expect(events('Kai close Lee')).toHaveLength(8);
  });

  test('no calendar without a kick-off', async () => {
    await expect(
      writeAnnounceFile('calendars.zip', { ...match, schedule: null }, letters),
    ).rejects.toMatchObject({
      code: 'NO_SCHEDULE',
    });
  });
});
