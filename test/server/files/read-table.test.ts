import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { readTable } from '#server/files/read-table.ts';

const TEXT = 'Name;Zip\r\nZoë “Zed” Hägg;01234\r\n';
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const bytes = (text: string) => new TextEncoder().encode(text);

describe('encodings', () => {
  const windows1252 = Uint8Array.from(
    [...TEXT],
    (letter) => ({ '“': 0x93, '”': 0x94 })[letter] ?? letter.charCodeAt(0),
  );
  const latin = 'Name;Zip\r\nZoe Hagg;01234\r\nBo Lind;55401\r\n';
  it.each([
    ['UTF-8', bytes(TEXT), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes(`\uFEFF${TEXT}`), 'utf-8'],
    ['UTF-16 little endian with a byte order mark', utf16le(`\uFEFF${TEXT}`), 'utf-16le'],
    ['UTF-16 big endian with a byte order mark', utf16be(`\uFEFF${TEXT}`), 'utf-16be'],
    ['windows-1252', windows1252, 'windows-1252'],
  ])('reads %s', async (_, file, encoding) => {
    const read = await readTable(file, 'people.csv');
    expect(read.encoding).toBe(encoding);
    expect(read.table).toEqual({
      headers: ['Name', 'Zip'],
      rows: [['Zoë “Zed” Hägg', '01234']],
      rowNumbers: [2],
    });
  });

  it.each([
    ['little endian', utf16le(latin), 'utf-16le'],
    ['big endian', utf16be(latin), 'utf-16be'],
  ])('reads UTF-16 %s without a byte order mark', async (_, file, encoding) => {
    const read = await readTable(file, 'people.csv');
    expect(read.encoding).toBe(encoding);
    expect(read.table.rows).toEqual([
      ['Zoe Hagg', '01234'],
      ['Bo Lind', '55401'],
    ]);
  });
});

describe('delimiters', () => {
  it.each([',', ';', '\t'])('finds %j', async (delimiter) => {
    const text = [
      ['Name', 'Topics', 'County'],
      ['Ana', '"x; y, z"', 'Cook'],
      ['Bo', '"p; q, r"', 'Lake'],
    ];
    const read = await readTable(bytes(text.map((row) => row.join(delimiter)).join('\n')), 'people.csv');
    expect(read.delimiter).toBe(delimiter);
    expect(read.table.headers).toEqual(['Name', 'Topics', 'County']);
    expect(read.table.rows[0]).toEqual(['Ana', 'x; y, z', 'Cook']);
  });

  it('is not misled by answers that are joined by semicolons, all of one length', async () => {
    const read = await readTable(bytes('Name,Topics\nAna,a;b;c;d\nBo,e;f;g;h\nCy,i;j;k;l\n'), 'people.csv');
    expect(read.table.rows[0]).toEqual(['Ana', 'a;b;c;d']);
  });
});

describe('the header row', () => {
  it('is found below titles, and what was left out is said', async () => {
    const read = await readTable(
      bytes('Applications 2026,,\n\nName,Email,County\nAna,a@x.org,Cook\n\nBo,b@x.org,Lake\n'),
      'p.csv',
    );
    expect(read.headerRow).toBe(3);
    expect(read.table.rowNumbers).toEqual([4, 6]);
    expect(read.notes).toEqual(['1 row above the headers left out.', '1 blank row left out.']);
  });

  it('can be named', async () => {
    const read = await readTable(bytes('a,b\nName,Email\nAna,a@x.org\n'), 'p.csv', { headerRow: 2 });
    expect(read.table.headers).toEqual(['Name', 'Email']);
    await expect(
      readTable(bytes('Name,Email\nAna,a@x.org\n'), 'p.csv', { headerRow: 9 }),
    ).rejects.toMatchObject({
      code: 'FILE_NOT_A_TABLE',
    });
  });

  it('gets distinct names where two columns are called the same', async () => {
    const read = await readTable(bytes('Name,County,County\nAna,Cook,Lake\n'), 'p.csv');
    expect(read.table.headers).toEqual(['Name', 'County', 'County (2)']);
  });
});

describe('workbooks', () => {
  it('are read as text: leading zeros, long numbers, dates, truth; phantom columns and title rows are dropped', async () => {
    const day = { value: new Date(Date.UTC(2026, 1, 3)), type: Date, format: 'yyyy-mm-dd' } as const;
    const file = await writeWorkbook([
      { sheet: 'Cover', data: [] },
      {
        sheet: 'Answers',
        data: [
          ['Mentor applications'],
          [],
          ['Name', 'ZIP', 'Phone', 'Since', 'Share', 'Consent', null, ' '],
          ['Ana', '01234', 6125550123456, day, 0.1, true, null, ' '],
          ['Bo', '55401', 7, day, 12.5, false, null, null],
        ],
      },
    ]).toBuffer();
    const read = await readTable(file, 'mentors.xlsx');
    expect(read).toMatchObject({
      format: 'xlsx',
      sheets: ['Cover', 'Answers'],
      sheet: 'Answers',
      headerRow: 3,
    });
    expect(read.table.headers).toEqual(['Name', 'ZIP', 'Phone', 'Since', 'Share', 'Consent']);
    expect(read.table.rows).toEqual([
      ['Ana', '01234', '6125550123456', '2026-02-03', '0.1', 'TRUE'],
      ['Bo', '55401', '7', '2026-02-03', '12.5', 'FALSE'],
    ]);
    expect(read.notes).toContain('2 empty columns left out.');
    await expect(readTable(file, 'mentors.xlsx', { sheet: 'Nowhere' })).rejects.toMatchObject({
      code: 'FILE_NOT_READ',
    });
  });
});

describe('files that are refused', () => {
  const many = (rows: number) => bytes(`Name,Email\n${'Ana,a@x.org\n'.repeat(rows)}`);
  it.each([
    ['nothing', new Uint8Array(), 'FILE_EMPTY'],
    ['headers without people', bytes('Name,Email\n\n\n'), 'FILE_EMPTY'],
    ['more than 5 MiB', new Uint8Array(5 * 1024 * 1024 + 1).fill(65), 'FILE_TOO_LARGE'],
    ['5,001 people', many(5001), 'FILE_TOO_MANY_ROWS'],
    ['60,000 people', many(60_000), 'FILE_TOO_MANY_ROWS'],
    ['600 columns', bytes(`${'a,'.repeat(600)}\n${'b,'.repeat(600)}\n`), 'FILE_TOO_LARGE'],
    ['a cell of 10,001 letters', bytes(`Name,Bio\nAna,${'x'.repeat(10_001)}\n`), 'FILE_TOO_LARGE'],
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'FILE_NOT_READ'],
    ['a PDF', bytes('%PDF-1.7 ...'), 'FILE_NOT_A_TABLE'],
    ['bytes that are no text', Uint8Array.from({ length: 300 }, (_, index) => index % 7), 'FILE_NOT_READ'],
    ['half an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'FILE_NOT_READ'],
  ])('%s', async (_, file, code) => {
    await expect(readTable(file, 'file')).rejects.toMatchObject({ name: 'MileError', code });
  });

  it.each([
    [
      'plain text called .xlsx',
      'people.XLSX',
      'Dear all,\nhere is the list.\n',
      /not an Excel workbook\. Save/u,
    ],
    ['comma-separated text called .xlsx', 'people.xlsx', 'Name,Email\nAna,a@x.org\n', /call the file \.csv/u],
    ['a PDF called .csv', 'people.csv', '%PDF-1.7\n1 0 obj\n', /is a PDF.* Export/u],
  ])('%s is told for what it is, with a remedy', async (_, name, content, sentence) => {
    await expect(readTable(bytes(content), name)).rejects.toMatchObject({
      code: 'FILE_NOT_A_TABLE',
      message: expect.stringMatching(sentence),
    });
  });

  it('5,000 people and a cell of 10,000 letters are read', async () => {
    const read = await readTable(many(5000), 'p.csv');
    expect(read.table.rows).toHaveLength(5000);
    const long = await readTable(bytes(`Name,Bio\nAna,${'x'.repeat(10_000)}\n`), 'p.csv');
    expect(long.table.rows[0]?.[1]).toHaveLength(10_000);
  });
});
