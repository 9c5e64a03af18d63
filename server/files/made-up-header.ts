/** Stands for the header of a column that has values but no header; `column` counts from 1. */
export function madeUpHeader(column: number): string {
  return `(no header, column ${column})`;
}

export function isMadeUpHeader(header: string): boolean {
  return /^\(no header, column \d+\)$/u.test(header);
}
