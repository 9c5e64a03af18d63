import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '#solver/contract/api/import.ts';
import { aboutColumnsThere, checkExport, instance, shipped } from '../../support/imports.ts';
import { checkImport } from '#server/files/check-import.ts';
import { readTable } from '#server/files/read-table.ts';

const fieldsOf = ({ columns }: ImportPreview) =>
  Object.fromEntries(
    columns.filter((column) => column.field !== null).map(({ header, field }) => [header, field]),
  );
const openOf = ({ problems }: ImportPreview) =>
  problems.filter(({ severity }) => severity !== 'note').map(({ code, value }) => `${code} ${value}`);

describe('an export of Google Forms', () => {
  it('is recognised but for three answers, each asked once', async () => {
    const { preview } = await checkExport('google-forms-participants.csv');
    expect(preview.ready).toBe(false);
    expect(openOf(preview)).toEqual([
      'UNKNOWN_VALUE Other: a museum, maybe',
      'NOT_A_NUMBER 5-7',
      'UNSURE_VALUE Grant writing for tiny places',
    ]);
    expect(preview.values.find(({ from }) => from === 'Other: a museum, maybe')).toMatchObject({
      count: 2,
      rows: [4, 5],
    });
    expect(preview.columns[0]).toMatchObject({ header: 'Timestamp', field: null, confidence: 'ignored' });
    expect(preview.columns.at(-1)).toMatchObject({
      header: 'Favorite book',
      field: null,
      confidence: 'ignored',
    });
  });

  it('is ready once the answers are given, and keeps what was said', async () => {
    const { preview, applications } = await checkExport('google-forms-participants.csv', {
      choices: {
        values: [
          { field: 'desiredLibraryType', from: 'Other: a museum, maybe', to: 'special' },
          { field: 'years', from: '5-7', to: '6' },
          { field: 'goals', from: 'Grant writing for tiny places', to: null },
        ],
      },
    });
    expect(aboutColumnsThere(preview.problems)).toEqual([]);
    expect(preview.ready).toBe(true);
    expect(applications.map(({ values }) => values)).toEqual([
      expect.objectContaining({
        goals: ['leadership', 'dei', 'networking'],
        times: ['weekday-mornings', 'lunch'],
        years: 6,
      }),
      expect.objectContaining({ county: 'otter-tail', years: 12, libraryType: 'academic', consent: true }),
      expect.objectContaining({
        county: 'st-louis',
        desiredLibraryType: 'special',
        years: 6,
        goals: ['leadership', 'technology'],
      }),
      expect.objectContaining({ county: 'hennepin', desiredLibraryType: 'special', libraryType: 'public' }),
    ]);
  });
});

it('an export of Microsoft Forms is ready: trailing semicolons, and an anonymous e-mail column that gives way', async () => {
  const { preview, applications } = await checkExport('microsoft-forms-mentors.csv');
  expect(openOf(preview)).toEqual([]);
  expect(fieldsOf(preview)).toMatchObject({ 'Email address': 'email', 'Full name': 'name' });
  expect(fieldsOf(preview)).not.toHaveProperty('Email');
  expect(applications[0]?.values).toMatchObject({
    expertise: ['leadership', 'dei'],
    capacity: 2,
    meetingModes: ['video', 'in-person'],
  });
  expect(applications[1]?.values).toMatchObject({
    years: 22,
    expertise: ['public-speaking', 'writing', 'budgeting'],
  });
});

describe('an export of SurveyMonkey', () => {
  it('has two header rows and a column an option, joined into one', async () => {
    const { read, preview } = await checkExport('surveymonkey-participants.csv');
    expect(read.table.headers).toContain('Which topics would you like to work on?');
    expect(read.table.rowNumbers).toEqual([3, 4]);
    expect(fieldsOf(preview)).toMatchObject({
      'Contact [Company]': 'employer',
      'Contact [ZIP/Postal Code]': 'zip',
    });
    expect(openOf(preview)).toEqual([
      'COLUMN_TWICE Which topics would you like to work on?',
      'COLUMN_TWICE Rank your goals',
      'UNKNOWN_VALUE Other: Zine making',
    ]);
  });

  it('keeps the order of a ranking', async () => {
    const { columns } = (await checkExport('surveymonkey-participants.csv')).preview;
    const ranking = columns.find(({ header }) => header === 'Rank your goals')?.column ?? -1;
    const { preview, applications } = await checkExport('surveymonkey-participants.csv', {
      choices: { columns: [{ column: ranking, field: 'goals' }] },
    });
    expect(preview.ready).toBe(true);
    expect(applications.map(({ values }) => values.goals)).toEqual([
      ['advocacy', 'networking', 'data'],
      ['networking', 'data', 'advocacy'],
    ]);
    expect(applications[0]?.values.zip).toBe('01234');
  });
});

it('semicolons and windows-1252: names, quotes and decimal commas come through', async () => {
  const { read, preview, applications } = await checkExport('semicolon-mentors.csv');
  expect(read).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(preview.ready).toBe(true);
  expect(applications[0]?.values).toMatchObject({
    name: 'Zoë Hägg',
    employer: 'Bibliothèque “Nord”',
    years: 7.5,
  });
  expect(applications[1]?.values).toMatchObject({ name: 'René Núñez', travelKm: 1200 });
});

it('tabs and UTF-16', async () => {
  const { read, preview, applications } = await checkExport('tabs-participants.txt');
  expect(read).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' });
  expect(preview.ready).toBe(true);
  expect(applications.map(({ values }) => values.name)).toEqual(['Łucja Żak', '李 Wei']);
});

it('title rows, phantom columns and ragged rows: said, kept, and a value that slipped out of its columns is asked', async () => {
  const { read, preview } = await checkExport('ragged-participants.csv');
  expect(read.headerRow).toBe(4);
  expect(read.notes).toEqual([
    '2 rows above the headers left out.',
    '2 rows with more or fewer cells than the 5 headers, kept and padded: row 7, 8.',
    '1 blank row left out.',
    '3 empty columns left out.',
  ]);
  expect(preview.counts.added).toBe(3);
  expect(openOf(preview)).toEqual(['UNSURE_COLUMN (no header, column 8)']);
});

it('two columns for one field are asked, and one choice settles it', async () => {
  const { preview } = await checkExport('duplicate-headers-participants.csv');
  expect(openOf(preview)).toEqual(['COLUMN_TWICE Email', 'COLUMN_TWICE E-mail']);
  const settled = await checkExport('duplicate-headers-participants.csv', {
    choices: { columns: [{ column: 2, field: 'email' }] },
  });
  expect(settled.preview.ready).toBe(true);
  expect(settled.applications[0]?.values.email).toBe('ana@home.example');
});

describe('people who applied twice', () => {
  it('are asked about; case, blanks and letter forms do not make two', async () => {
    const { preview } = await checkExport('applied-twice-mentors.csv');
    expect(aboutColumnsThere(preview.problems).map(({ code, row }) => `${code} ${row}`)).toEqual([
      'SAME_PERSON_TWICE 3',
      'SAME_PERSON_TWICE 4',
    ]);
    expect(preview.ready).toBe(false);
  });

  const sentTwice = async (first: string, second: string) => {
    const row = (time: string) => `"${time}",Ana Ruiz,ana@example.org,Ramsey,Leadership`;
    const text = `Timestamp,Name,Email,County,Expertise\n${row(first)}\n${row(second)}\n`;
    const { table } = await readTable(new TextEncoder().encode(text), 'mentors.csv');
    const choices = { columns: [], values: [], skippedRows: [] };
    const { preview } = checkImport(shipped('minnesota'), [], { side: 'mentor', table, choices });
    return preview.problems.filter(({ code }) => code === 'SAME_PERSON_TWICE');
  };

  it.each([
    ['2026-03-05 10:00', '2026-03-04 10:00', 3],
    ['2026-03-04', '2026-03-05', 2],
    ['2026/3/14 9:30:00 PM', '2026/3/14 9:30:00 AM', 3],
    ['4 April 2026', 'Mar 5, 2026', 3],
  ])('%s and %s: row %i is the earlier by its date', async (first, second, earlier) => {
    const problems = await sentTwice(first, second);
    expect(problems.map(({ row }) => row)).toEqual([earlier]);
    expect(problems[0]?.message).toContain(`row ${earlier}, which is the earlier by its date`);
  });

  it.each([
    ['03/04/2026', '02/05/2026'],
    ['14/03/2026 10:00', '13/03/2026 10:00'],
    ['2026-03-05', '03/04/2026'],
    ['2026-03-05', '2026-03-05'],
    ['2026-03-05', ''],
    ['spring', '1'],
  ])(
    '"%s" and "%s" do not say which is the earlier: the order of the file, and the question says so',
    async (first, second) => {
      const problems = await sentTwice(first, second);
      expect(problems.map(({ row }) => row)).toEqual([2]);
      expect(problems[0]?.message).toMatch(/No date says for sure .*row 2, which stands above row 3/u);
    },
  );

  it('the application that was not skipped counts', async () => {
    const { preview, applications } = await checkExport('applied-twice-mentors.csv', {
      choices: { skippedRows: [3, 4] },
    });
    expect(preview.ready).toBe(true);
    expect(preview.counts).toEqual({ added: 3, updated: 0, unchanged: 0, skipped: 2, removed: 0 });
    expect(applications.map(({ values }) => values.expertise)).toEqual([
      ['leadership'],
      ['writing'],
      ['data'],
    ]);
  });
});

it.each([
  ['participant', 'mentees'],
  ['mentor', 'mentors'],
] as const)('the public civil-service sample leaves nothing unsure: %s', async (side, file) => {
  const { table } = await readTable(instance(`mentor-match-small/${file}.csv`), file);
  const choices = { columns: [], values: [], skippedRows: [] };
  const { preview } = checkImport(shipped('civil-service'), [], { side, table, choices });
  expect(preview.problems).toEqual([]);
  expect(preview.ready).toBe(true);
  expect(preview.counts.added).toBe(50);
  expect(preview.columns.every(({ confidence }) => confidence === 'sure')).toBe(true);
});
