import { zipSync } from 'fflate';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { MileError } from '#solver/contract/errors.ts';
import { checkExtent } from './sheet-extent.ts';

export const WORKBOOK_ENTRY_LIMIT = 50;
/** Bytes of all parts of a workbook together, unpacked. */
export const WORKBOOK_BYTE_LIMIT = 20_000_000;

/**
 * Unpacks a workbook within limits and packs the parts that matter again, uncompressed. What the parser sees afterwards holds
 * nothing of the sender's archive: no lying header, no second entry of one name, no part that the limits did not count.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await openZip(bytes);
  const entries = await listEntries(zip);
  const parts = new Map<string, Uint8Array>();
  let room = WORKBOOK_BYTE_LIMIT;
  for (const entry of entries) {
    const part = await unpack(zip, entry, room);
    room -= part.length;
    if (parts.has(entry.fileName)) refuseDamaged(`two parts are called "${entry.fileName}"`);
    parts.set(entry.fileName, part);
  }
  if (!parts.has('xl/workbook.xml')) {
    throw new MileError(
      'FILE_NOT_READ',
      'The file is an archive, but not an Excel workbook. Save the table as .xlsx or as CSV.',
    );
  }
  // A workbook may keep its sheets under any name.
  for (const part of parts.values()) checkExtent(part);
  return zipSync(Object.fromEntries(parts), { level: 0 });
}

async function openZip(bytes: Uint8Array): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await fromBufferPromise(buffer, { lazyEntries: true });
  } catch {
    refuseDamaged('its table of contents cannot be read');
  }
}

/** All entries that a spreadsheet can need; their declared sizes are summed before anything is unpacked. */
async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > WORKBOOK_ENTRY_LIMIT) {
    throw new MileError(
      'FILE_TOO_LARGE',
      `The workbook has ${zip.entryCount} parts; at most ${WORKBOOK_ENTRY_LIMIT} are read. Save the one sheet that is needed as CSV.`,
      { parts: zip.entryCount, limit: WORKBOOK_ENTRY_LIMIT },
    );
  }
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    refuseDamaged('its table of contents cannot be read');
  }
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > WORKBOOK_BYTE_LIMIT) refuseSize(declared);
  return entries.filter((entry) => /\.(?:xml|rels)$/u.test(entry.fileName));
}

/** One part; what comes out of the stream is counted, whatever the header declared. */
async function unpack(zip: ZipFile, entry: Entry, room: number): Promise<Uint8Array> {
  if (entry.isEncrypted()) refuseDamaged('it is protected by a password');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > room) break;
      chunks.push(chunk as Uint8Array);
    }
  } catch {
    refuseDamaged(`its part "${entry.fileName}" does not unpack to the size it declares`);
  }
  if (size > room) refuseSize(WORKBOOK_BYTE_LIMIT - room + size);
  return Buffer.concat(chunks);
}

function refuseSize(size: number): never {
  const limit = WORKBOOK_BYTE_LIMIT / 1_000_000;
  throw new MileError(
    'FILE_TOO_LARGE',
    `The workbook unpacks to ${Math.ceil(size / 1_000_000)} MB or more; at most ${limit} MB are read. Save the one sheet that is needed as CSV.`,
    { bytes: size, limit: WORKBOOK_BYTE_LIMIT },
  );
}

function refuseDamaged(what: string): never {
  throw new MileError(
    'FILE_NOT_READ',
    `The workbook cannot be read: ${what}. Open it in a spreadsheet program and save it again as .xlsx or CSV.`,
  );
}
