/*
 * A spreadsheet program runs a cell of a CSV file that begins with one of these characters (or their full-width twins) as a formula.
 * One apostrophe before it makes it text (OWASP, "CSV injection"). Reading takes that apostrophe away again, and a text that
 * itself begins with apostrophes and a formula gets one more, so what was written is what is read.
 */
const RISKY = '[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20]';

/** Matches the cells that need the apostrophe. */
export const FORMULA = new RegExp(`^'*${RISKY}`, 'u');
const GUARDED = new RegExp(`^''*${RISKY}`, 'u');

/** The text of a CSV cell without the apostrophe that keeps it from running. */
export function unguard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
