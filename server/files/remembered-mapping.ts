import type { ImportChoices, Table } from '#solver/contract/api/import.ts';
import type { ImportMapping } from '#solver/contract/api/people.ts';
import { normaliseKey } from './application-id.ts';

/** Most headers and values that are remembered of a form; the latest stay. */
const MOST = 2_000;

export interface Recalled {
  choices: ImportChoices;
  /** How many decisions of earlier imports were taken up again. */
  recalled: number;
}

/** What a person decides now, and what was decided before about the same headers and values; the present decision counts. */
export function recallChoices(
  mapping: ImportMapping | undefined,
  table: Table,
  choices: ImportChoices,
): Recalled {
  if (!mapping) return { choices, recalled: 0 };
  const decided = new Set(choices.columns.map(({ column }) => column));
  const taken = new Set(choices.columns.map(({ field }) => field));
  const columns = table.headers.flatMap((header, column) => {
    const field = mapping.columns[normaliseKey(header)];
    if (field === undefined || decided.has(column) || (field !== null && taken.has(field))) return [];
    return [{ column, field }];
  });
  const named = new Set(choices.values.map(nameOf));
  const cells = new Set(table.rows.flatMap((row) => row.map(normaliseKey)));
  const values = mapping.values.filter((value) => !named.has(nameOf(value)) && isMet(cells, value.from));
  return {
    choices: {
      ...choices,
      columns: [...columns, ...choices.columns],
      values: [...values, ...choices.values],
    },
    recalled: columns.length + values.length,
  };
}

/** The mapping with what was decided this time. */
export function learnMapping(
  { columns, values }: ImportMapping = { columns: {}, values: [] },
  table: Table,
  choices: ImportChoices,
): ImportMapping {
  const news = choices.columns.map(
    ({ column, field }) => [normaliseKey(table.headers[column] ?? ''), field] as const,
  );
  const named = new Set(choices.values.map(nameOf));
  const kept = Object.entries(columns).filter(([header]) => news.every(([name]) => name !== header));
  return {
    columns: Object.fromEntries([...kept, ...news.filter(([header]) => isSafe(header))].slice(-MOST)),
    values: [...values.filter((value) => !named.has(nameOf(value))), ...choices.values].slice(-MOST),
  };
}

/** A value may be one entry of a cell that lists several. */
function isMet(cells: ReadonlySet<string>, from: string): boolean {
  const text = normaliseKey(from);
  if (cells.has(text)) return true;
  for (const cell of cells) if (cell.includes(text)) return true;
  return false;
}

/** The names that JavaScript objects treat specially are no headers. */
function isSafe(header: string): boolean {
  return !['', '__proto__', 'constructor', 'prototype'].includes(header);
}

function nameOf({ field, from }: { field: string; from: string }): string {
  return JSON.stringify([field, normaliseKey(from)]);
}
