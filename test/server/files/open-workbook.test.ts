import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { WORKBOOK_BYTE_LIMIT } from '#server/files/open-workbook.ts';
import { readTable } from '#server/files/read-table.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

async function parts(): Promise<Record<string, Uint8Array>> {
  const file = await writeWorkbook([
    ['Name', 'Email'],
    ['Ana', 'ana@example.org'],
  ]).toBuffer();
  return unzipSync(file);
}

async function withSheet(rows: string): Promise<Uint8Array> {
  const xml = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
  return zipSync({ ...(await parts()), [SHEET]: strToU8(xml) });
}

const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEAD = `<row r="1">${cell('A1', 'Name')}${cell('B1', 'Email')}</row><row r="2">${cell('A2', 'Ana')}${cell('B2', 'a@x.org')}</row>`;

/** Overwrites the declared unpacked size of every entry, in the table of contents and before each part. */
function lieAboutSizes(file: Uint8Array, size: number): Uint8Array {
  const lying = Buffer.from(file);
  for (let at = 0; at + 28 < lying.length; at += 1) {
    const signature = lying.readUInt32LE(at);
    if (signature === 0x04034b50) lying.writeUInt32LE(size, at + 22);
    if (signature === 0x02014b50) lying.writeUInt32LE(size, at + 24);
  }
  return lying;
}

describe('an archive that is a bomb', () => {
  const bomb = async () => zipSync({ ...(await parts()), 'xl/media.xml': new Uint8Array(60_000_000) });

  it('is refused by the sizes that it declares', async () => {
    const file = await bomb();
    expect(file.length).toBeLessThan(200_000);
    await expect(readTable(file, 'b.xlsx')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('is refused where it declares small sizes: what unpacks is counted', async () => {
    await expect(readTable(lieAboutSizes(await bomb(), 10), 'b.xlsx')).rejects.toMatchObject({
      code: expect.stringMatching(/^FILE_(TOO_LARGE|NOT_READ)$/),
    });
  });

  it('is refused where only the headers before the parts lie', async () => {
    const honest = zipSync(await parts());
    const lying = Buffer.from(honest);
    for (let at = 0; at + 28 < lying.length; at += 1)
      if (lying.readUInt32LE(at) === 0x04034b50) lying.writeUInt32LE(3_000_000_000, at + 22);
    // The parser never sees those headers: the parts were counted and packed anew.
    const read = await readTable(lying, 'b.xlsx');
    expect(read.table.rows).toEqual([['Ana', 'ana@example.org']]);
  });

  it('is refused with more than 50 parts', async () => {
    const extra = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`x/${index}.xml`, strToU8('x')]),
    );
    await expect(readTable(zipSync({ ...(await parts()), ...extra }), 'b.xlsx')).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
  });

  it('passes with large parts that stay within the limit', async () => {
    const file = zipSync({
      ...(await parts()),
      'xl/large.xml': new Uint8Array(WORKBOOK_BYTE_LIMIT / 2).fill(32),
    });
    expect((await readTable(file, 'b.xlsx')).table.rows).toHaveLength(1);
  });
});

describe('a sheet whose cells lie far apart', () => {
  it.each([
    [
      'a value in the last row',
      `${HEAD}<row r="1048576">${cell('A1048576', 'x')}</row>`,
      'FILE_TOO_MANY_ROWS',
    ],
    ['a value in the last column', `${HEAD}<row r="3">${cell('XFD3', 'x')}</row>`, 'FILE_TOO_LARGE'],
    ['a column that no sheet has', `${HEAD}<row r="3">${cell('AAAAAA3', 'x')}</row>`, 'FILE_NOT_READ'],
    ['a row number beyond any sheet', `${HEAD}<row r="999999999">${cell('A3', 'x')}</row>`, 'FILE_NOT_READ'],
    [
      'a far row whose cell says that it is near',
      `${HEAD}<row r="900000">${cell('A3', 'x')}</row>`,
      'FILE_TOO_MANY_ROWS',
    ],
    ['a place written with an entity', `${HEAD}<row r="3">${cell('X&#70;D3', 'x')}</row>`, 'FILE_NOT_READ'],
    [
      'a tag that hides its end in an attribute',
      `${HEAD}<row r="3"><c s="/>" r="XFD3"><v>1</v></c></row>`,
      'FILE_TOO_LARGE',
    ],
  ])('%s is refused', async (_, rows, code) => {
    await expect(readTable(await withSheet(rows), 'far.xlsx')).rejects.toMatchObject({ code });
  });

  it('formatted cells without values, down to the last row, are no people', async () => {
    const rows = `${HEAD}<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"></c></row>`;
    expect((await readTable(await withSheet(rows), 'far.xlsx')).table.rows).toEqual([['Ana', 'a@x.org']]);
  });
});

it('an archive that is no workbook is refused', async () => {
  await expect(readTable(zipSync({ 'a.txt': strToU8('a') }), 'a.xlsx')).rejects.toMatchObject({
    code: 'FILE_NOT_READ',
  });
});
