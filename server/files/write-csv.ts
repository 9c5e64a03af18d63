import Papa from 'papaparse';
import { FORMULA } from './formula-guard.ts';
import type { TextTable } from './text-table.ts';

/** CSV (RFC 4180) in UTF-8. No cell runs as a formula, and `readTable` reads every cell back as it was. */
export function writeCsv({ headers, rows }: TextTable): Uint8Array {
  const cells = [headers, ...rows].map((row) => row.map(String));
  return new TextEncoder().encode(`${Papa.unparse(cells, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`);
}

/** The same for people. */
export function writeCsvForPeople(table: TextTable): Uint8Array {
  return withByteOrderMark(writeCsv(table));
}

/** With the mark by which spreadsheet programs know UTF-8. */
export function withByteOrderMark(utf8: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), utf8]);
}
