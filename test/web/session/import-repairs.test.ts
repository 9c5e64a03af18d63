import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseField,
  chooseValue,
  chooseValues,
  skipRows,
  takeRow,
  writeAnswer,
  type Repair,
  type Step,
} from '../../../web/src/session/import-repairs.ts';

/** A file with a title above its headers: the first row of people is row 3 of the file. */
const FILE: Repair = {
  table: {
    headers: ['Name', 'Type'],
    rows: [['Ines', 'Academic lib.'], ['Kai'], ['Olga', '']],
    rowNumbers: [3, 4, 6],
  },
  choices: { columns: [], values: [], skippedRows: [] },
};
const COUNTY = { id: 'county', label: 'County' };
const TYPE = { id: 'type', label: 'Library type' };

/** What is left after all of these steps. */
function oneByOne(steps: readonly Step[]): Step {
  return (before) => steps.reduce((repair, step) => step(repair), before);
}

describe('repairs of a file before it is imported', () => {
  it('writes into the cell of the row that the file counts, and nowhere else', () => {
    const { table } = writeAnswer([6], TYPE, 1, 'Public')(FILE);
    expect(table.rows).toEqual([['Ines', 'Academic lib.'], ['Kai'], ['Olga', 'Public']]);
  });

  it('fills a short row up to the cell', () => {
    expect(writeAnswer([4], TYPE, 1, 'Public')(FILE).table.rows[1]).toEqual(['Kai', 'Public']);
  });

  it('sets the same answer in all rows that lack it', () => {
    const { table } = writeAnswer([4, 6], TYPE, 1, 'School')(FILE);
    expect(table.rows.map((row) => row[1])).toEqual(['Academic lib.', 'School', 'School']);
  });

  it('adds a column for a field that the file does not have, once', () => {
    const once = writeAnswer([3], COUNTY, undefined, 'Ramsey')(FILE);
    const twice = writeAnswer([6], COUNTY, undefined, 'Cook')(once);
    expect(twice.table.headers).toEqual(['Name', 'Type', 'County']);
    expect(twice.choices.columns).toEqual([{ column: 2, field: 'county' }]);
    expect(twice.table.rows.map((row) => row[2])).toEqual(['Ramsey', undefined, 'Cook']);
  });

  it('takes a field from the column that carried it when another is chosen', () => {
    const { choices } = oneByOne([chooseField(0, 'type'), chooseField(1, 'type')])(FILE);
    expect(choices.columns).toEqual([
      { column: 0, field: null },
      { column: 1, field: 'type' },
    ]);
  });

  it('keeps one meaning for a value, the last one said', () => {
    const { choices } = oneByOne([
      chooseValue('type', 'Acad.', 'public'),
      chooseValues([
        { field: 'type', from: 'Acad.', to: 'academic' },
        { field: 'wish', from: 'Acad.', to: null },
      ]),
    ])(FILE);
    expect(choices.values).toEqual([
      { field: 'type', from: 'Acad.', to: 'academic' },
      { field: 'wish', from: 'Acad.', to: null },
    ]);
  });

  it('takes a skipped row in again', () => {
    const { choices } = oneByOne([skipRows([6, 3]), skipRows([3]), takeRow(6)])(FILE);
    expect(choices.skippedRows).toEqual([3]);
  });

  it('never alters what it was given, so that every step can be undone', () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.tuple(fc.nat(2), fc.constantFrom(null, 'type', 'name')).map(([c, f]) => chooseField(c, f)),
      fc
        .tuple(fc.string(), fc.constantFrom(null, 'public'))
        .map(([from, to]) => chooseValue('type', from, to)),
      fc.subarray([3, 4, 6]).map((rows) => skipRows(rows)),
      fc.constantFrom(3, 4, 6).map((row) => takeRow(row)),
      fc
        .tuple(fc.subarray([3, 4, 6]), fc.constantFrom(undefined, 0, 1), fc.string())
        .map(([rows, column, text]) => writeAnswer(rows, COUNTY, column, text)),
    );
    let changes = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let at = FILE;
        for (const one of steps) {
          const before = structuredClone(at);
          const after = one(at);
          expect(at).toEqual(before);
          if (JSON.stringify(after) !== JSON.stringify(at)) changes += 1;
          at = after;
        }
      }),
    );
    expect(changes).toBeGreaterThan(100);
  });
});
