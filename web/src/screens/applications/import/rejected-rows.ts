import Papa from 'papaparse';
import type { ImportPreview, Table } from '#solver/contract/api/import.ts';

/** The rows that an import leaves out, as a CSV file that can be mended and given again. Nothing in it runs as a formula. */
export function rejectedRows({ headers, rows, rowNumbers }: Table, preview: ImportPreview): string {
  const skipped = new Set(preview.people.filter(({ kind }) => kind === 'skipped').map(({ row }) => row));
  const data = rows.filter((_, place) => skipped.has(rowNumbers[place] ?? 0)).map((row) => [...row]);
  return Papa.unparse({ fields: [...headers], data }, { escapeFormulae: true, newline: '\r\n' });
}
