import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { AnswerText, mainFields } from '../answers.ts';
import { NOBODY, countTexts, selecting } from './selection.ts';

/** A row of the table: somebody and their answers as text, one for every column. */
export interface Row {
  person: Person;
  cells: readonly string[];
}

export interface Sorting {
  /** Field by which rows stand in order; null: by name. */
  field: string | null;
  descending: boolean;
}

const inWords = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What the reader chose to see of one side: columns, order, filters, and who is selected. */
export class TableView {
  readonly programme: Programme;
  readonly side: Side;
  /** Fields that a reader of this role is told; the others are no columns. */
  readonly offered: readonly Field[];
  find = $state('');
  columns = $state.raw<readonly string[]>([]);
  sorting = $state.raw<Sorting>({ field: null, descending: false });
  /** The text that a field's answer has to hold; '' is no answer at all, undefined any. */
  only = $state.raw<{ field: string; text: string } | undefined>(undefined);
  selected = $state.raw(NOBODY);
  readonly #text: AnswerText;

  constructor(programme: Programme, side: Side) {
    this.programme = programme;
    this.side = side;
    this.offered = programme[side].fields.filter((field) => !field.confidential);
    this.columns = mainFields(programme, side).map(({ id }) => id);
    this.#text = new AnswerText(programme);
  }

  get fields(): Field[] {
    return this.offered.filter(({ id }) => this.columns.includes(id));
  }

  /** An answer as it is read in the table. */
  textOf(person: Person, field: Field): string {
    return this.#text.of(field, person.values[field.id]);
  }

  /** Who is found, in order. */
  rowsOf(people: readonly Person[]): Row[] {
    const fields = this.fields;
    const wanted = this.find.trim().toLocaleLowerCase();
    const rows = people
      .filter((person) => this.#passes(person))
      .map((person) => ({ person, cells: fields.map((field) => this.textOf(person, field)) }))
      .filter(
        ({ person, cells }) =>
          wanted === '' || [person.name, ...cells].some((cell) => cell.toLocaleLowerCase().includes(wanted)),
      );
    return this.#sorted(rows);
  }

  /** The answers that people gave to a field, each with how many gave it, the most frequent first. */
  answersTo(field: Field, people: readonly Person[]): { text: string; count: number }[] {
    return countTexts(people, (person) => this.textOf(person, field));
  }

  sortBy(field: string | null): void {
    const again = this.sorting.field === field;
    this.sorting = { field, descending: again && !this.sorting.descending };
  }

  select(id: string, on: boolean): void {
    this.selected = selecting(this.selected, id, on);
  }

  #passes(person: Person): boolean {
    const only = this.only;
    const field = only && this.offered.find(({ id }) => id === only.field);
    return !only || !field || this.textOf(person, field) === only.text;
  }

  #sorted(rows: Row[]): Row[] {
    const { field: id, descending } = this.sorting;
    const field = this.offered.find((one) => one.id === id);
    const keyOf = ({ person }: Row) => (field ? this.textOf(person, field) : person.name);
    const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
    // Who did not answer stands last, whichever way the order goes.
    keyed.sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        inWords.compare(a.key, b.key) * (descending ? -1 : 1) ||
        inWords.compare(a.row.person.name, b.row.person.name),
    );
    return keyed.map(({ row }) => row);
  }
}
