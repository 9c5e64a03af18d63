import type { ImportChoices, ImportProblem, ValueMapping } from '#solver/contract/api/import.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { normaliseKey } from './application-id.ts';

/** Rows that a mapping names; its count has them all. */
const ROWS_NAMED = 20;
/** Distinct texts of one field that are asked about; more than that is no list of answers but another column. */
const MOST_ASKED = 500;
/** A suggestion must be something that a choice can carry. */
const CHOOSABLE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/** The distinct texts of one field: what they mean, what was decided about them, and which are still asked. */
export class ValueQuestions {
  readonly #asked: ImportProblem[] = [];
  readonly #field: Field;
  readonly #column: number;
  readonly #decisions: ReadonlyMap<string, string | null>;
  readonly #mappings = new Map<string, ValueMapping>();
  /** Cells whose texts were too many to be asked about one by one. */
  #beyond = 0;

  constructor(field: Field, column: number, choices: ImportChoices) {
    this.#field = field;
    this.#column = column;
    const own = choices.values.filter((choice) => choice.field === field.id);
    this.#decisions = new Map(own.map(({ from, to }) => [normaliseKey(from), to]));
  }

  get problems(): ImportProblem[] {
    if (this.#beyond === 0) return this.#asked;
    const message = `${this.#beyond} more cells hold something else than "${this.#field.label}" asks for. See whether this is the right column.`;
    return [...this.#asked, this.#question('UNKNOWN_VALUE', null, null, message)];
  }

  /** No further text can be asked about. */
  get isFull(): boolean {
    return this.#asked.length >= MOST_ASKED;
  }

  get mappings(): ValueMapping[] {
    return [...this.#mappings.values()];
  }

  /** What a person said that a text means: an id or a plain answer, null where it is left out, undefined where nothing was said. */
  decided(text: string): string | null | undefined {
    return this.#decisions.get(normaliseKey(text));
  }

  /** Keeps that a text is left out. */
  leaveOut(text: string, row: number): void {
    this.#count(text, null, 'ignored', row);
  }

  /** Keeps what was recognised surely. */
  note(text: string, to: string, row: number): void {
    this.#count(text, to, 'sure', row);
  }

  isAsked(text: string): boolean {
    return this.#mappings.get(normaliseKey(text))?.confidence === 'guess';
  }

  askAgain(text: string, row: number): void {
    this.#count(text, null, 'guess', row);
  }

  /** Asks about a text: one question, however many cells carry it. */
  ask(
    code: ImportProblem['code'],
    text: string,
    suggestion: string | null,
    row: number,
    message: string,
  ): void {
    if (this.isAsked(text)) return this.askAgain(text, row);
    if (this.isFull) {
      this.#beyond += 1;
      return;
    }
    const to = suggestion !== null && CHOOSABLE.test(suggestion) ? suggestion : null;
    this.#count(text, to, 'guess', row);
    this.#asked.push(this.#question(code, text, row, message));
  }

  #question(
    code: ImportProblem['code'],
    value: string | null,
    row: number | null,
    message: string,
  ): ImportProblem {
    return { severity: 'question', code, row, column: this.#column, field: this.#field.id, value, message };
  }

  #count(text: string, to: string | null, confidence: ValueMapping['confidence'], row: number): void {
    const key = normaliseKey(text);
    const mapping = this.#mappings.get(key);
    if (mapping === undefined) {
      this.#mappings.set(key, { field: this.#field.id, from: text, to, confidence, count: 1, rows: [row] });
      return;
    }
    mapping.count += 1;
    if (mapping.rows.length < ROWS_NAMED) mapping.rows.push(row);
  }
}
