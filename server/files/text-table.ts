/** What is written to a file: numbers stay numbers where the format has them. */
export interface TextTable {
  headers: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}
