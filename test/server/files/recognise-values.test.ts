import { describe, expect, it } from 'vitest';
import { aboutColumnsThere, check, shipped, tableOf } from '../../support/imports.ts';
import type { ValueList } from '#solver/contract/programme/fields.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';

/** What one cell under a header comes to: the answer, and the question that is asked instead. */
function read(header: string, cell: string, values: { from: string; to: string | null }[] = []) {
  const field = check(tableOf([header], ['x'])).preview.columns[0]?.field ?? '';
  const table = tableOf(['Email', header], ['ana@example.org', cell]);
  const found = check(table, { choices: { values: values.map((value) => ({ field, ...value })) } });
  const question = found.preview.problems.find(({ severity }) => severity !== 'note');
  const mapping = found.preview.values.find(({ confidence }) => confidence === 'guess');
  return { answer: found.applications[0]?.values[field], asked: question?.code, suggestion: mapping?.to };
}

describe('numbers', () => {
  it.each([
    ['12', 12],
    [' 7.5 ', 7.5],
    ['12 years', 12],
    ['12 yrs.', 12],
    ['1 year', 1],
    ['0', 0],
  ])('%j is read', (cell, answer) => {
    expect(read('Years of experience', cell)).toEqual({ answer, asked: undefined, suggestion: undefined });
  });

  it.each([
    ['5-7', null],
    ['20+', '20'],
    ['about 10', '10'],
    ['18 months', null],
    ['ten', null],
    ['3 here, 4 there', null],
    ['1e3', null],
  ])('%j is asked, with the number %j suggested', (cell, suggestion) => {
    expect(read('Years of experience', cell)).toEqual({
      answer: undefined,
      asked: 'NOT_A_NUMBER',
      suggestion,
    });
  });

  it('miles are no kilometres', () => {
    expect(read('Farthest travel', '50 miles')).toMatchObject({
      answer: undefined,
      asked: 'NOT_A_NUMBER',
      suggestion: null,
    });
    expect(read('Farthest travel', '50 km').answer).toBe(50);
    expect(read('Farthest travel', '50 miles', [{ from: '50 miles', to: '80' }])).toMatchObject({
      answer: 80,
      asked: undefined,
    });
  });

  it.each(['-1', '71'])('%j is outside the range', (cell) => {
    expect(read('Years of experience', cell)).toMatchObject({ answer: undefined, asked: 'OUT_OF_RANGE' });
  });

  it.each(['', 'N/A', '-', 'none'])('%j is no answer', (cell) => {
    expect(read('Years of experience', cell)).toEqual({
      answer: undefined,
      asked: undefined,
      suggestion: undefined,
    });
  });
});

describe('yes and no', () => {
  it.each([
    ['Yes', true],
    ['TRUE', true],
    ['x', true],
    ['I agree', true],
    ['Yes, I will be there', true],
    ['I agree that my data are used for matching', true],
    ['no', false],
    ['No - I am away', false],
    ['I do not agree', false],
  ])('%j is %j', (cell, answer) => {
    expect(read('Consent', cell)).toMatchObject({ answer, asked: undefined });
  });

  it.each(['maybe', 'Yes, but only in the morning', 'ask me', 'I agree, unless it is Monday'])(
    '%j is asked',
    (cell) => {
      expect(read('Consent', cell)).toMatchObject({ answer: undefined, asked: 'NOT_YES_OR_NO' });
      expect(read('Consent', cell, [{ from: cell, to: 'no' }])).toMatchObject({
        answer: false,
        asked: undefined,
      });
    },
  );
});

describe('places', () => {
  it.each(['Hennepin', 'hennepin', 'Hennepin County', 'HENNEPIN COUNTY, MN', 'County of Hennepin'])(
    '%j is Hennepin',
    (cell) => {
      expect(read('County', cell)).toMatchObject({ answer: 'hennepin', asked: undefined });
    },
  );

  it('a misspelt place is suggested, an unknown one is not', () => {
    expect(read('County', 'Henepin')).toMatchObject({
      answer: undefined,
      asked: 'UNSURE_VALUE',
      suggestion: 'hennepin',
    });
    expect(read('County', 'Narnia')).toMatchObject({
      answer: undefined,
      asked: 'UNKNOWN_VALUE',
      suggestion: null,
    });
    expect(read('County', 'Narnia', [{ from: 'narnia ', to: 'cook' }])).toMatchObject({
      answer: 'cook',
      asked: undefined,
    });
    expect(read('County', 'Narnia', [{ from: 'Narnia', to: null }])).toMatchObject({
      answer: undefined,
      asked: undefined,
    });
    expect(read('County', 'Narnia', [{ from: 'Narnia', to: 'mordor' }]).asked).toBe('UNKNOWN_VALUE');
  });
});

describe('several options in one cell', () => {
  it.each([
    ['Leadership, Diversity, equity and inclusion, Networking', ['leadership', 'dei', 'networking']],
    ['Diversity, equity, and inclusion', ['dei']],
    ['Leadership;Diversity, equity and inclusion;', ['leadership', 'dei']],
    ['Networking | Leadership', ['networking', 'leadership']],
    ['Networking\nLeadership\r\nNetworking', ['networking', 'leadership']],
    ['1. Networking; 2. Leadership', ['networking', 'leadership']],
  ])('%j', (cell, answer) => {
    expect(read('Goals', cell)).toMatchObject({ answer, asked: undefined });
  });

  it('"Other" keeps its commas up to the next option', () => {
    const cell = 'Leadership, Other: zines, maps, and more, Networking';
    expect(read('Goals', cell)).toMatchObject({
      answer: ['leadership', 'networking'],
      asked: 'UNKNOWN_VALUE',
    });
    const settled = read('Goals', cell, [{ from: 'Other: zines, maps, and more', to: 'writing' }]);
    expect(settled).toMatchObject({ answer: ['leadership', 'writing', 'networking'], asked: undefined });
  });

  it('a text that many people wrote is one question that counts them', () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`a${index}@example.org`, 'Leadership; Quilting']);
    const { preview } = check(tableOf(['Email', 'Goals'], ...rows));
    expect(preview.problems.filter(({ severity }) => severity === 'question')).toHaveLength(1);
    const mapping = preview.values.find(({ from }) => from === 'Quilting');
    expect(mapping).toMatchObject({ count: 30, confidence: 'guess' });
    expect(mapping?.rows).toHaveLength(20);
  });
});

it('people are parted, but a last name before a first name stays one person', () => {
  expect(read('Must not be paired with', 'Ana Ruiz, Bo Lind').answer).toEqual(['Ana Ruiz', 'Bo Lind']);
  expect(read('Must not be paired with', 'Ruiz, Ana').answer).toEqual(['Ruiz, Ana']);
  expect(read('Must not be paired with', 'ana@example.org;City Library').answer).toEqual([
    'ana@example.org',
    'City Library',
  ]);
  expect(read('Must not be paired with', 'None').answer).toBeUndefined();
});

it('postcodes keep their zeros, and lose what the programme does not know', () => {
  expect(read('ZIP', '01234').answer).toBe('01234');
  expect(read('ZIP', '55401-1234').answer).toBe('55401');
});

it('a label is never lost to a synonym of something else', () => {
  const minnesota = shipped('minnesota');
  const options = [
    { id: 'a', label: 'Alpha', synonyms: ['Beta'] },
    { id: 'b', label: 'Beta', synonyms: ['Alpha'] },
  ];
  // Beside those that the programme's policy names.
  const known = minnesota.lists.libraryTypes as ValueList;
  const libraryTypes = { ...known, options: [...known.options, ...options] };
  const lists = { ...minnesota.lists, libraryTypes };
  const programme = programmeSchema.parse({ ...minnesota, lists });
  const { applications } = check(
    tableOf(['Email', 'Library type'], ['a@x.org', 'alpha'], ['b@x.org', 'BETA']),
    { programme },
  );
  expect(applications.map(({ values }) => values.libraryType)).toEqual(['a', 'b']);
});

describe('a file that is no list of answers', () => {
  it('with thousands of unknown texts asks about 500 of them, and about the column', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [`a${index}@example.org`, `strange ${index}`]);
    const { preview } = check(tableOf(['Email', 'Goals'], ...rows));
    const problems = aboutColumnsThere(preview.problems);
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toMatchObject({ code: 'UNKNOWN_VALUE', value: null, row: null });
    expect(problems.at(-1)?.message).toMatch(/^2500 more cells/u);
    expect(preview.ready).toBe(false);
  });

  it('with more than 200 entries in a cell is refused for that cell', () => {
    const many = Array.from({ length: 201 }, (_, index) => `x${index}`).join(';');
    expect(read('Goals', many)).toMatchObject({ answer: undefined, asked: 'TOO_LONG' });
    expect(read('Must not be paired with', many)).toMatchObject({ answer: undefined, asked: 'TOO_LONG' });
  });
});

describe('kilometres', () => {
  const travel = (header: string, ...cells: string[]) => {
    const rows = cells.map((cell, index) => [`p${index}@example.org`, cell]);
    return check(tableOf(['Email', header], ...rows), {
      choices: { columns: [{ column: 1, field: 'travelKm' }] },
    });
  };
  const answers = ({ applications }: ReturnType<typeof travel>) =>
    applications.map(({ values }) => values.travelKm);

  it.each(['How far would you travel (miles)?', 'Travel in miles', 'Travel (mi)'])(
    'under %j are converted from miles, and a note says so once',
    (header) => {
      const found = travel(header, '10', '50 miles', '31 mi', '1000');
      expect(answers(found)).toEqual([16, 80, 50, 1609]);
      const notes = found.preview.problems.filter(({ code }) => code === 'UNIT_CONVERTED');
      expect(notes).toMatchObject([{ severity: 'note', column: 1, field: 'travelKm' }]);
      expect(notes[0]?.message).toBe(
        `The column "${header}" counts in miles: its numbers were converted to km (times 1.609344, rounded).`,
      );
    },
  );

  it.each([
    'How far would you travel?',
    'How far would you travel (km)?',
    'Kilometres (not miles) to travel',
  ])('under %j are taken as they are', (header) => {
    const found = travel(header, '10', '50');
    expect(answers(found)).toEqual([10, 50]);
    expect(found.preview.problems.map(({ code }) => code)).not.toContain('UNIT_CONVERTED');
  });

  it('among miles are asked, and an answer counts in miles', () => {
    const header = 'Travel (miles)';
    const asked = travel(header, '50 km').preview.problems.find(({ code }) => code === 'NOT_A_NUMBER');
    expect(asked?.message).toContain('Give the number in miles');
    const table = tableOf(['Email', header], ['ana@example.org', 'about 30']);
    const values = [{ field: 'travelKm', from: 'about 30', to: '30' }];
    expect(check(table, { choices: { values } }).applications[0]?.values.travelKm).toBe(48);
  });

  it('beyond the field after the conversion are asked', () => {
    const question = travel('Travel (miles)', '1500').preview.problems.find(
      ({ severity }) => severity === 'question',
    );
    expect(question).toMatchObject({ code: 'OUT_OF_RANGE', value: '1500' });
    expect(question?.message).toContain('outside 0 to 2000 km');
  });
});

describe('a cell that means all', () => {
  const types = shipped('minnesota').lists.libraryTypes?.options.map(({ id }) => id);
  const welcomed = (cell: string) =>
    check(tableOf(['Email', 'Library types welcome'], ['ana@example.org', cell]), { side: 'mentor' });

  it.each(['Any', 'All', 'all of them', 'No preference', 'Open to any', 'Public; Any', 'Any type'])(
    '%j chooses every option',
    (cell) => {
      const found = welcomed(cell);
      expect(found.preview.ready).toBe(true);
      expect(found.applications[0]?.values.welcomedTypes).toEqual(types);
    },
  );

  it('is asked where one option is wanted, and never hides an option of that name', () => {
    expect(read('Library type', 'Any').asked).toBeDefined();
    expect(read("Wish for the mentor's library type", 'No preference').answer).toBe('any');
  });

  it('can be decided otherwise', () => {
    const values = [{ field: 'welcomedTypes', from: 'Any', to: 'public' }];
    const table = tableOf(['Email', 'Library types welcome'], ['ana@example.org', 'Any']);
    const found = check(table, { side: 'mentor', choices: { values } });
    expect(found.applications[0]?.values.welcomedTypes).toEqual(['public']);
  });
});
