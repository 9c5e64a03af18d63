import type { Answer } from '#solver/contract/cohort.ts';
import type {
  ColumnMapping,
  ImportChoices,
  ImportProblem,
  ValueMapping,
} from '#solver/contract/api/import.ts';
import type { Field, ValueList } from '#solver/contract/programme/fields.ts';
import { listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { bareEmail, isEmail } from './email.ts';
import { compactLabel } from './labels.ts';
import { vocabularyOf } from './names-of.ts';
import { otherUnitOf } from './other-unit.ts';
import type { OtherUnit } from './other-unit.ts';
import { readNumber } from './read-number.ts';
import { readPeople, readPostcode } from './read-text.ts';
import { readYesNo } from './read-yes-no.ts';
import { splitCell } from './split-cell.ts';
import { isUnanswered } from './unanswered.ts';
import { ValueQuestions } from './value-questions.ts';
import { Vocabulary } from './vocabulary.ts';

/** Most entries in one answer (a list of options or of people). */
const MOST_ENTRIES = 200;

/** Reads the cells of one field, and keeps what it recognised, what it must ask and what is wrong. */
export class FieldReader {
  readonly field: Field;
  /** Index of the column that holds it. */
  readonly column: number;
  readonly header: string;
  readonly #programme: Programme;
  readonly #vocabulary: Vocabulary;
  readonly #list: ValueList | undefined;
  /** Labels that stand for all options of the list. */
  readonly #all: ReadonlySet<string>;
  readonly #isKey: boolean;
  readonly #unit: OtherUnit | undefined;
  #converted = false;
  readonly #questions: ValueQuestions;
  readonly #problems: ImportProblem[] = [];

  constructor(
    programme: Programme,
    field: Field,
    { column, header }: Pick<ColumnMapping, 'column' | 'header'>,
    isKey: boolean,
    choices: ImportChoices,
  ) {
    this.field = field;
    this.#programme = programme;
    this.#vocabulary = new Vocabulary(vocabularyOf(programme, field));
    this.#list = listOf(programme, field);
    this.#all = new Set(this.#list?.all.map(compactLabel));
    this.column = column;
    this.header = header;
    this.#unit = field.kind === 'number' ? otherUnitOf(field, header) : undefined;
    this.#isKey = isKey;
    this.#questions = new ValueQuestions(field, column, choices);
  }

  get values(): ValueMapping[] {
    return this.#questions.mappings;
  }

  get problems(): ImportProblem[] {
    return [...this.#questions.problems, ...this.#problems, ...this.#conversion()];
  }

  /** Said once for a column. */
  #conversion(): ImportProblem[] {
    const { field, column, header } = this;
    if (!this.#converted || this.#unit === undefined || field.kind !== 'number') return [];
    const { name, factor } = this.#unit;
    const message = `The column "${header}" counts in ${name}: its numbers were converted to ${field.unit} (times ${factor}, rounded).`;
    return [
      {
        severity: 'note',
        code: 'UNIT_CONVERTED',
        row: null,
        column,
        field: field.id,
        value: header,
        message,
      },
    ];
  }

  /** The answer in a cell; undefined where there is none, or none that is understood yet. */
  read(cell: string, row: number): Answer | undefined {
    const text = cell.trim().normalize('NFC');
    return text === '' ? undefined : this.#read(text, row);
  }

  #read(text: string, row: number): Answer | undefined {
    const { field } = this;
    switch (field.kind) {
      case 'name':
      case 'text':
      case 'longText':
        return text;
      case 'postcode':
        return isUnanswered(text) ? undefined : readPostcode(this.#programme, text);
      case 'email':
        return this.#readEmail(text, row);
      case 'people':
        return this.#entries(readPeople(text), row);
      case 'number':
        return this.#readNumber(field, text, row);
      case 'yesNo':
        return this.#readYesNo(text, row);
      case 'choice':
      case 'place':
        return this.#readOption(text, row);
      case 'choices':
      case 'ranking':
        return this.#readOptions(text, row);
    }
  }

  #readEmail(text: string, row: number): string | undefined {
    if (isUnanswered(text)) return undefined;
    const address = bareEmail(text);
    if (isEmail(address)) return address;
    const severity = this.#isKey ? 'error' : 'note';
    const remedy = this.#isKey ? 'Mend the address or skip the row.' : 'It is left out.';
    this.#report(
      severity,
      'NOT_AN_EMAIL',
      row,
      text,
      `Row ${row}: "${shorten(text)}" is not an e-mail address. ${remedy}`,
    );
    return undefined;
  }

  #readNumber(field: Extract<Field, { kind: 'number' }>, text: string, row: number): number | undefined {
    const decided = this.#questions.decided(text);
    if (decided === null) return this.#leaveOut(text, row);
    const reading = readNumber(field, decided ?? text, this.#unit);
    if (reading.kind === 'number') {
      this.#converted ||= this.#unit !== undefined;
      if (decided !== undefined) this.#questions.note(text, decided, row);
      return reading.value;
    }
    if (isUnanswered(text)) return undefined;
    if (reading.kind === 'out-of-range') {
      const range = `${field.min ?? '...'} to ${field.max ?? '...'}${this.#unit ? ` ${field.unit}` : ''}`;
      const message = `"${shorten(text)}" is outside ${range}. Give the right number, or leave it out.`;
      this.#questions.ask('OUT_OF_RANGE', text, null, row, message);
    } else {
      const message = `"${shorten(text)}" is not one plain number. Give the number${this.#unit ? ` in ${this.#unit.name}` : ''}, or leave it out.`;
      this.#questions.ask('NOT_A_NUMBER', text, reading.suggestion, row, message);
    }
    return undefined;
  }

  #readYesNo(text: string, row: number): boolean | undefined {
    const decided = this.#questions.decided(text);
    if (decided === null) return this.#leaveOut(text, row);
    const answer = readYesNo(decided ?? text);
    if (answer !== undefined) {
      if (decided !== undefined) this.#questions.note(text, decided, row);
      return answer;
    }
    if (isUnanswered(text)) return undefined;
    const message = `"${shorten(text)}" says neither yes nor no. Choose one, or leave it out.`;
    this.#questions.ask('NOT_YES_OR_NO', text, null, row, message);
    return undefined;
  }

  #leaveOut(text: string, row: number): undefined {
    this.#questions.leaveOut(text, row);
    return undefined;
  }

  #readOption(text: string, row: number): string | undefined {
    return this.#recognise(text.replace(/[;,|]\s*$/u, ''), row);
  }

  #readOptions(text: string, row: number): string[] | undefined {
    const parts = this.#entries(splitCell(text, this.#vocabulary), row) ?? [];
    if (parts.some((part) => this.#meansAll(part))) return this.#list?.options.map(({ id }) => id);
    const options = parts.map((part) => this.#recognise(part, row)).filter((option) => option !== undefined);
    return options.length === 0 ? undefined : [...new Set(options)];
  }

  /** A ranking names an order, which "all of them" does not have. */
  #meansAll(text: string): boolean {
    if (this.field.kind !== 'choices' || this.#questions.decided(text) !== undefined) return false;
    return this.#all.has(compactLabel(text)) && this.#vocabulary.exact(text) === undefined;
  }

  /** The option or place that a text names: as decided, else exactly; otherwise it is asked, once for every distinct text. */
  #recognise(text: string, row: number): string | undefined {
    const decided = this.#questions.decided(text);
    if (decided === null) return this.#leaveOut(text, row);
    const found =
      (decided === undefined ? undefined : this.#vocabulary.exact(decided)) ??
      this.#vocabulary.exact(text) ??
      this.#vocabulary.exact(this.#withoutPlaceWord(text));
    if (found !== undefined) {
      this.#questions.note(text, found, row);
      return found;
    }
    if (isUnanswered(text)) return undefined;
    this.#askOption(text, row);
    return undefined;
  }

  #askOption(text: string, row: number): void {
    if (this.#questions.isAsked(text)) return this.#questions.askAgain(text, row);
    const other = /^other\b\s*[:\-–—(]\s*(.*)$/isu.exec(text)?.[1]?.replace(/\)$/u, '');
    const suggestion =
      this.#suggest(other ?? text) ??
      (other === undefined ? null : (this.#vocabulary.exact('other') ?? null));
    const unsure = suggestion !== null && other === undefined;
    const message = `"${shorten(text)}" is not on the list of "${this.field.label}". Choose what it means, or leave it out.`;
    this.#questions.ask(unsure ? 'UNSURE_VALUE' : 'UNKNOWN_VALUE', text, suggestion, row, message);
  }

  #suggest(text: string): string | null {
    if (this.#questions.isFull) return null;
    return this.#vocabulary.exact(text) ?? this.#vocabulary.likeliest(text)?.id ?? null;
  }

  /** "Hennepin County", "County of Hennepin" and "Hennepin County, MN" are Hennepin where places are called counties. */
  #withoutPlaceWord(text: string): string {
    if (this.field.kind !== 'place') return text;
    const word = this.#programme.geography.placeLabel.toLowerCase();
    const words = (text.split(',')[0] ?? '').split(/\s+/u).filter((part) => part.toLowerCase() !== word);
    return words[0]?.toLowerCase() === 'of' ? words.slice(1).join(' ') : words.join(' ');
  }

  #entries(entries: string[], row: number): string[] | undefined {
    if (entries.length === 0) return undefined;
    if (entries.length <= MOST_ENTRIES) return entries;
    const message = `Row ${row}: "${this.field.label}" has ${entries.length} entries; at most ${MOST_ENTRIES} are kept. Shorten the cell or skip the row.`;
    this.#report('error', 'TOO_LONG', row, null, message);
    return undefined;
  }

  #report(
    severity: ImportProblem['severity'],
    code: ImportProblem['code'],
    row: number,
    value: string | null,
    message: string,
  ): void {
    this.#problems.push({ severity, code, row, column: this.column, field: this.field.id, value, message });
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
