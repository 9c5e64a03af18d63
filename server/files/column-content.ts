import type { Table } from '#solver/contract/api/import.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { isEmail } from './email.ts';
import { likeness, toLabel } from './labels.ts';
import type { Label } from './labels.ts';
import { namesOf, vocabularyOf } from './names-of.ts';
import { splitCell } from './split-cell.ts';
import { Vocabulary } from './vocabulary.ts';

/** Distinct values that are looked at. */
const LOOKED_AT = 25;
/** Part of the values that must fit. */
const FITTING = 0.8;
/** A single value that happens to be an option says nothing. */
const FEWEST_DISTINCT = 2;

/** A field, and what its cells may name. */
interface Candidate {
  field: Field;
  vocabulary: Vocabulary;
  names: readonly Label[];
}

/** Tells the fields of a form apart by what is in a column. */
export class ColumnContent {
  readonly #candidates: readonly Candidate[];

  constructor(programme: Programme, fields: readonly Field[]) {
    this.#candidates = fields.map((field) => ({
      field,
      vocabulary: new Vocabulary(vocabularyOf(programme, field)),
      names: namesOf(field).names.map(toLabel),
    }));
  }

  /**
   * The field that a column's values speak for: e-mail addresses, places, or options of a list. Where several fields share a list, the
   * one whose name is most like the header, else the first; it is a guess in any case. Texts, numbers and yes/no speak for nothing.
   */
  fieldOf(table: Table, column: number): Field | undefined {
    const cells = [...new Set(table.rows.map((row) => (row[column] ?? '').trim()))]
      .filter((cell) => cell !== '')
      .slice(0, LOOKED_AT);
    if (cells.length < FEWEST_DISTINCT) return undefined;
    const header = toLabel(table.headers[column] ?? '');
    let best: Field | undefined;
    let alike = -1;
    for (const candidate of this.#candidates) {
      if (!fits(candidate, cells)) continue;
      const found = Math.max(...candidate.names.map((name) => likeness(header, name)));
      if (found <= alike) continue;
      best = candidate.field;
      alike = found;
    }
    return best;
  }
}

function fits({ field, vocabulary }: Candidate, cells: readonly string[]): boolean {
  if (field.kind === 'email') return share(cells, isEmail) >= FITTING;
  if (vocabulary.size < FEWEST_DISTINCT) return false;
  const parts = cells.flatMap((cell) => splitCell(cell, vocabulary));
  return share(parts, (part) => vocabulary.exact(part) !== undefined) >= FITTING;
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.filter(test).length / Math.max(1, values.length);
}
