import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Application } from '#solver/contract/cohort.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { contactsOf, fitContribution, matchTable, matchTables } from '#server/files/match-table.ts';
import { readTable } from '#server/files/read-table.ts';
import { writeApplications } from '#server/files/write-applications.ts';
import { writeCsv, writeCsvForPeople } from '#server/files/write-csv.ts';
import { writeXlsx } from '#server/files/write-xlsx.ts';
import { check, shipped } from '../../support/imports.ts';

const FORMULAS = [
  '=HYPERLINK("http://x.org";"a")',
  '+1 612 555 0100',
  '-5',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  "'=1",
  "''+x",
  '=1\n+2',
  '＝1',
];
const cells = fc.oneof(
  fc.constantFrom(...FORMULAS, '01234', ',', ';', '"', 'a\r\nb', "'", 'naïve', ' x '),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const table = (rows: string[][]) => ({
  headers: ['Name', 'A', 'B'],
  rows: rows.map((row) => ['Ana', ...row]),
});
const RUNS = { numRuns: 300, seed: 7 };

describe('what is written is what is read', () => {
  it.each([
    ['CSV', writeCsv],
    ['CSV for people', writeCsvForPeople],
  ])('%s', async (_, write) => {
    let formulas = 0;
    const written = fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(written, async (rows) => {
        fc.pre(rows.every((row) => row.every((cell) => !cell.includes('\0'))));
        const read = await readTable(write(table(rows)), 'x.csv', { headerRow: 1 });
        expect(read.table.rows).toEqual(rows.map((row) => ['Ana', ...row]));
        formulas += rows.flat().filter((cell) => FORMULAS.includes(cell)).length;
      }),
      RUNS,
    );
    expect(formulas).toBeGreaterThan(100);
  });

  it('XLSX: texts stay texts, numbers numbers', async () => {
    const rows = FORMULAS.filter((text) => !text.includes('\r')).map((text) => [text, '01234', 12.5]);
    const file = await writeXlsx([{ name: 'Pairs', table: { headers: ['Text', 'ZIP', 'Fit'], rows } }]);
    const read = await readTable(file, 'x.xlsx');
    expect(read.sheets).toEqual(['Pairs']);
    expect(read.table.rows).toEqual(rows.map((row) => row.map(String)));
  });

  it('XLSX leaves out what XML cannot hold', async () => {
    const file = await writeXlsx([
      { name: 'P', table: { headers: ['Text', 'B'], rows: [['a\u0000b\u000Bc\uD800d', 'x']] } },
    ]);
    expect((await readTable(file, 'x.xlsx')).table.rows).toEqual([['abcd', 'x']]);
  });
});

it('no cell of a CSV file begins with what a spreadsheet program would run', () => {
  const text = new TextDecoder().decode(writeCsv(table(FORMULAS.map((cell) => [cell, 'x']))));
  const { data } = Papa.parse<string[]>(text);
  expect(data.length).toBe(FORMULAS.length + 2);
  for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
});

describe('a simulated cohort is read back with nothing unsure', () => {
  it.each(['minnesota', 'civil-service'])('%s', async (id) => {
    const programme = shipped(id);
    const cohort = simulateCohort({ programme, participants: 200, mentors: 200, seed: 11 });
    for (const [side, applications] of [
      ['participant', cohort.participants],
      ['mentor', cohort.mentors],
    ] as const) {
      const { table: read } = await readTable(writeApplications(programme, side, applications), 'x.csv');
      const { preview, applications: again } = check(read, { programme, side });
      expect(preview.problems).toEqual([]);
      expect(preview.columns.every(({ confidence }) => confidence === 'sure')).toBe(true);
      expect(again.map(({ values }) => values)).toEqual(applications.map(({ values }) => values));
    }
  });
});

describe('the table of a match', () => {
  const programme = shipped('minnesota');
  const criteria = programme.policy.criteria
    .slice(0, 3)
    .map((criterion, index) => ({ ...criterion, weight: [2, 1, 0][index] ?? 0 }));
  const policy = { ...programme.policy, criteria };
  const people: Application[] = [
    { id: 'p1', values: { name: 'Ana', email: 'ana@x.org', employer: '=City Library' } },
    { id: 'p2', values: { name: 'Bo', email: 'bo@x.org' } },
    { id: 'm1', values: { name: 'Cy', email: 'cy@x.org' } },
  ];
  const matching: FoundMatching = {
    status: 'optimal',
    pairs: [
      { participant: 'p1', mentor: 'm1', fit: 83.33, score: 2500, points: [1000, 500, 900], pinned: true },
    ],
    unmatchedParticipants: [{ id: 'p2', allowed: 0, reason: 'Every mentor is too far away.' }],
    unmatchedMentors: [{ id: 'gone', allowed: 2, reason: 'Nobody is left.' }],
    matched: 1,
    score: 2500,
    meanFit: 83.33,
    bound: { matched: 1, score: 2500 },
    relativeGap: 0,
    possiblePairs: 4,
    allowedPairs: 2,
    rules: [],
    allWeightsZero: false,
    engine: 'glpk',
    timings: { programMs: 0, solveMs: 0, certifyMs: 0, scoreMs: 0 },
  };
  const view = { policy, matching, contacts: contactsOf(programme.participant, people) };

  it('has both people, the fit and what each criterion gives of it, and the reasons of those who are left', () => {
    const { headers, rows } = matchTable(view);
    const row = (index: number) =>
      Object.fromEntries(headers.map((header, column) => [header, rows[index]?.[column]]));
    expect(row(0)).toMatchObject({
      'Participant name': 'Ana',
      'Mentor e-mail': 'cy@x.org',
      Fit: 83.33,
      [criteria[0]?.label ?? '']: 66.67,
      [criteria[1]?.label ?? '']: 16.67,
      [criteria[2]?.label ?? '']: 0,
      Pinned: 'yes',
    });
    expect(row(1)).toMatchObject({
      'Participant name': 'Bo',
      'Mentor name': '',
      Reason: 'Every mentor is too far away.',
    });
    expect(row(2)).toMatchObject({
      'Participant name': '',
      'Mentor name': 'gone',
      Reason: 'Nobody is left.',
    });
    expect(rows.every((cells) => cells.length === headers.length)).toBe(true);
  });

  it('the contributions of the criteria sum to the fit', () => {
    const [pair] = matching.pairs;
    const sum = pair && criteria.reduce((total, _, index) => total + fitContribution(policy, pair, index), 0);
    expect(sum).toBeCloseTo(83.33, 1);
  });

  it('as two tables: pairs, and people who are left', () => {
    const { pairs, unmatched } = matchTables(view);
    expect(pairs.rows).toHaveLength(1);
    expect(unmatched.rows).toEqual([
      ['participant', 'Bo', 'bo@x.org', '', 0, 'Every mentor is too far away.'],
      ['mentor', 'gone', '', '', 2, 'Nobody is left.'],
    ]);
  });
});
