import { describe, expect, it } from 'vitest';
import { aboutColumnsThere, check, checkExport, tableOf } from '../../support/imports.ts';

const people = tableOf(
  ['Name', 'Email', 'County'],
  ['Ana Ruiz', 'ana@example.org', 'Cook'],
  ['Bo Lind', 'bo@example.org', 'Lake'],
);
const open = (found: ReturnType<typeof check>) =>
  found.preview.problems.filter(({ severity }) => severity !== 'note').map(({ code }) => code);

describe('a second import', () => {
  it.each(['microsoft-forms-mentors.csv', 'semicolon-mentors.csv', 'tabs-participants.txt'])(
    'of the same file changes nothing: %s',
    async (name) => {
      const first = await checkExport(name);
      const second = await checkExport(name, { existing: first.applications });
      expect(second.preview.counts).toMatchObject({
        added: 0,
        updated: 0,
        unchanged: first.applications.length,
      });
      expect(second.applications).toEqual(first.applications);
    },
  );

  it('merges on the e-mail address, shows before and after, and deletes nothing', () => {
    const { applications: existing } = check(people);
    const again = tableOf(
      ['Name', 'Email', 'County', 'Employer'],
      ['Ana Ruiz-Moe', 'ANA@example.org', '', 'City Library'],
    );
    const { preview, applications } = check(again, { existing });
    expect(preview.people).toMatchObject([{ row: 2, name: 'Ana Ruiz-Moe', kind: 'updated' }]);
    expect(preview.people[0]?.changes).toContainEqual({
      field: 'name',
      before: 'Ana Ruiz',
      after: 'Ana Ruiz-Moe',
    });
    expect(preview.people[0]?.changes).toContainEqual({
      field: 'employer',
      before: null,
      after: 'City Library',
    });
    expect(preview.counts).toEqual({ added: 0, updated: 1, unchanged: 0, skipped: 0, removed: 0 });
    expect(applications).toHaveLength(2);
    expect(applications[0]).toMatchObject({
      id: existing[0]?.id,
      values: { county: 'cook', employer: 'City Library' },
    });
    expect(applications[1]).toEqual(existing[1]);
  });

  it('takes another spelling of the same address for no change', () => {
    const { applications: existing } = check(people);
    const again = tableOf(['Name', 'Email', 'County'], ['Ana Ruiz', ' ANA@Example.org', 'Cook']);
    const { preview, applications } = check(again, { existing });
    expect(preview.counts).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(applications).toEqual(existing);
  });

  it('finds a person by the address that the application holds, whatever id it has', () => {
    const existing = [{ id: 'sample-7', values: { name: 'Ana', email: 'ana@example.org' } }];
    const { preview, applications } = check(people, { existing });
    expect(preview.counts).toMatchObject({ added: 1, updated: 1 });
    expect(applications[0]?.id).toBe('sample-7');
  });
});

describe('whom a row names', () => {
  it('without an address in a row with an address column: an error until the row is skipped', () => {
    const table = tableOf(['Name', 'Email'], ['Ana', 'ana@example.org'], ['Bo', '']);
    expect(open(check(table))).toEqual(['MISSING_REQUIRED']);
    const skipped = check(table, { choices: { skippedRows: [3] } });
    expect(skipped.preview.ready).toBe(true);
    expect(skipped.preview.counts).toMatchObject({ added: 1, skipped: 1 });
  });

  it('without an address column people are known by their names', () => {
    const { preview, applications } = check(
      tableOf(['Name', 'County'], ['Ana Ruiz', 'Cook'], ['Bo Lind', 'Lake']),
    );
    expect(preview.ready).toBe(true);
    expect(aboutColumnsThere(preview.problems).map(({ code, severity }) => [code, severity])).toEqual([
      ['KEY_FIELD_NOT_MAPPED', 'note'],
    ]);
    expect(new Set(applications.map(({ id }) => id)).size).toBe(2);
    const again = check(tableOf(['Name', 'County'], ['ana  RUIZ', 'Lake']), { existing: applications });
    expect(again.preview.counts).toMatchObject({ added: 0, updated: 1 });
  });

  it('without a name and an address nobody can be known', () => {
    const found = check(tableOf(['County'], ['Cook'], ['Lake']));
    expect(open(found)).toEqual(['KEY_FIELD_NOT_MAPPED', 'MISSING_REQUIRED', 'MISSING_REQUIRED']);
    expect(found.applications).toEqual([]);
  });

  it('an address that is none is an error with its row', () => {
    const found = check(tableOf(['Name', 'Email'], ['Ana', 'ana at example.org']));
    expect(aboutColumnsThere(found.preview.problems)[0]).toMatchObject({
      code: 'NOT_AN_EMAIL',
      severity: 'error',
      row: 2,
      value: 'ana at example.org',
    });
  });
});

describe('columns', () => {
  it('a likeness is a guess that is asked; leaving it out is an answer', () => {
    const table = tableOf(['Name', 'Email', 'Cuonty'], ['Ana', 'ana@example.org', 'Cook']);
    const found = check(table);
    expect(found.preview.columns[2]).toMatchObject({
      field: 'county',
      confidence: 'guess',
      samples: ['Cook'],
    });
    expect(open(found)).toEqual(['UNSURE_COLUMN']);
    expect(check(table, { choices: { columns: [{ column: 2, field: 'county' }] } }).preview.ready).toBe(true);
    const left = check(table, { choices: { columns: [{ column: 2, field: null }] } });
    expect(left.preview.ready).toBe(true);
    expect(left.applications[0]?.values).not.toHaveProperty('county');
  });

  it('tells what a form adds by itself from answers that were not recognised', () => {
    const table = tableOf(
      ['Name', 'Email', 'Timestamp', 'Shoe'],
      ['Ana', 'ana@example.org', '1 May', 'left'],
    );
    expect(check(table).preview.columns.map(({ formOwn }) => formOwn)).toEqual([false, false, true, false]);
  });

  describe.each(['participant', 'mentor'] as const)('of a %s', (side) => {
    const recognise = (header: string) => {
      const table = tableOf(
        ['Email', header],
        ['ana@example.org', 'Bo Lind'],
        ['bo@example.org', 'City Hall'],
      );
      const { field, confidence } = check(table, { side }).preview.columns[1] ?? {};
      return { field, confidence };
    };

    it.each([
      ['Anyone we must not pair you with?', 'excluded'],
      ['Anybody you should NOT be paired with?', 'excluded'],
      ['How long have you been a librarian?', 'years'],
      ['What MN county do you work in?', 'county'],
      ['When are you free?', 'times'],
      ['How far would you travel?', 'travelKm'],
      ['How far would you drive to meet (miles)?', 'travelKm'],
      ['How far are you willing to travel (miles)?', 'travelKm'],
    ])('%j is surely %s', (header, field) => {
      expect(recognise(header)).toEqual({ field, confidence: 'sure' });
    });

    it.each([
      ['Is there anyone we really must not pair you with?', 'excluded'],
      ['Not to be paired, this year, with whom', 'excluded'],
      ['Any other comments', 'about'],
      ['Notes for the committee', 'about'],
    ])('%j is guessed to be %s', (header, field) => {
      expect(recognise(header)).toEqual({ field, confidence: 'guess' });
    });
  });

  it('a question for a long text is guessed where nothing else is nearly as like', () => {
    const header = 'Why do you want to be a mentor this year?';
    const table = tableOf(['Email', header], ['ana@example.org', 'To give back']);
    const { columns } = check(table, { side: 'mentor' }).preview;
    expect(columns[1]).toMatchObject({ field: 'about', confidence: 'guess' });
  });

  it('values that only one field can hold are a guess, whatever the header', () => {
    const table = tableOf(
      ['Name', 'Q17', 'Q18'],
      ['Ana', 'ana@example.org', 'Cook'],
      ['Bo', 'bo@example.org', 'Lake'],
    );
    const { columns } = check(table).preview;
    expect(columns.slice(1)).toMatchObject([
      { field: 'email', confidence: 'guess' },
      { field: 'county', confidence: 'guess' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', '<img src=x onerror=alert(1)>', '\u202Etxt.exe'])(
    'a header called %j is a text like any other',
    (header) => {
      const { preview, applications } = check(
        tableOf(['Name', 'Email', header], ['Ana', 'ana@example.org', '1']),
      );
      expect(preview.columns[2]).toMatchObject({ header, field: null, confidence: 'ignored' });
      expect(applications[0]?.values).toEqual({ name: 'Ana', email: 'ana@example.org' });
    },
  );

  it('a choice of a field that does not exist leaves the column out', () => {
    const found = check(people, { choices: { columns: [{ column: 2, field: 'nowhere' }] } });
    expect(found.preview.columns[2]).toMatchObject({ field: null, confidence: 'ignored' });
  });
});

it('a row of a client with too few cells is read and noted', () => {
  const found = check(tableOf(['Name', 'Email', 'County'], ['Ana', 'ana@example.org']));
  expect(aboutColumnsThere(found.preview.problems)).toMatchObject([
    { code: 'RAGGED_ROW', severity: 'note', row: 2 },
  ]);
  expect(found.preview.ready).toBe(true);
});
