import type { ColumnMapping, ImportChoices, ImportProblem, Table } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { ColumnContent } from './column-content.ts';
import { isInternalHeader } from './internal-columns.ts';
import { compactLabel, telltaleWords } from './labels.ts';
import { isMadeUpHeader } from './made-up-header.ts';
import { namesOf } from './names-of.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Likely } from './vocabulary.ts';

const SAMPLES = 3;
/** How much more like a header a long text must be than any other field. */
const TEXT_LEAD = 0.1;
/** Headers that a sentence names. */
const HEADERS_NAMED = 4;

/** A column with what is known of it: its field, and why. */
interface Column extends ColumnMapping {
  empty: boolean;
  chosen: boolean;
}

export interface RecognisedColumns {
  columns: ColumnMapping[];
  problems: ImportProblem[];
}

/**
 * Maps headers to fields. A header that is a field's label, id or synonym but for spelling marks is sure; a likeness, or values that only
 * one field can hold, is a guess and becomes a question; the rest is ignored. What a person chose is sure.
 */
export function recogniseColumns(
  programme: Programme,
  side: Side,
  table: Table,
  choices: ImportChoices,
): RecognisedColumns {
  const { fields } = formOf(programme, side);
  const chosen = new Map(choices.columns.map(({ column, field }) => [column, field]));
  const headers = new Headers(fields);
  const columns = table.headers.map((header, column): Column => {
    const samples = samplesOf(table, column);
    const formOwn = isInternalHeader(header);
    const base = { column, header, formOwn, samples, empty: samples.length === 0 };
    const decided = chosen.get(column);
    if (decided !== undefined) {
      const known = decided !== null && fields.some((field) => field.id === decided);
      return { ...base, field: known ? decided : null, confidence: known ? 'sure' : 'ignored', chosen: true };
    }
    return { ...base, ...headers.recognise(header), chosen: false };
  });
  leaveOutWeaker(columns);
  guessByContent(programme, fields, table, columns);
  askWithoutHeader(columns);
  const twice = markTwice(columns);
  return { columns: columns.map(withoutNotes), problems: [...twice, ...unsureProblems(columns, fields)] };
}

/** The fields of a form, looked up by header. */
class Headers {
  readonly #names: Vocabulary;
  readonly #texts: Vocabulary;
  readonly #others: Vocabulary;
  readonly #questions: Map<string, string | null>;

  constructor(fields: readonly Field[]) {
    this.#names = new Vocabulary(fields.map(namesOf));
    const texts = fields.filter(({ kind }) => kind === 'longText');
    const others = fields.filter((field) => !texts.includes(field));
    this.#texts = new Vocabulary(texts.map(namesOf));
    this.#others = new Vocabulary(others.map(namesOf));
    this.#questions = questionsOf(fields);
  }

  recognise(header: string): Pick<ColumnMapping, 'field' | 'confidence'> {
    const exact = this.#exact(header);
    if (exact !== undefined) return { field: exact, confidence: 'sure' };
    if (isInternalHeader(header)) return { field: null, confidence: 'ignored' };
    const likely = this.#likeliest(header);
    return likely ? { field: likely.id, confidence: 'guess' } : { field: null, confidence: 'ignored' };
  }

  /** A long text would take anything without a word, so it is guessed only where nothing else comes near its likeness. */
  #likeliest(header: string): Likely | undefined {
    const other = this.#others.likeliest(header);
    const text = this.#texts.likeliest(header);
    return text && text.likeness > (other?.likeness ?? 0) + TEXT_LEAD ? text : other;
  }

  /** A copy's number, a question's option in brackets and the words that make a question do not change the meaning. */
  #exact(header: string): string | undefined {
    const single = header.replace(/\s\(\d+\)$/u, '');
    const option = /\[([^[\]]+)\]$/u.exec(single)?.[1];
    for (const text of option === undefined ? [single] : [single, option]) {
      const found = this.#names.exact(text) ?? this.#questions.get(telltaleWords(text).join(''));
      if (found) return found;
    }
    return undefined;
  }
}

/** Names without the words that only make a question; null where two fields would share one. */
function questionsOf(fields: readonly Field[]): Map<string, string | null> {
  const questions = new Map<string, string | null>();
  for (const { id, names } of fields.map(namesOf)) {
    for (const name of names) {
      const key = telltaleWords(name).join('');
      if (key === '' || key.length < compactLabel(name).length / 3) continue;
      questions.set(key, (questions.get(key) ?? id) === id ? id : null);
    }
  }
  return questions;
}

function samplesOf(table: Table, column: number): string[] {
  const samples = new Set<string>();
  for (const row of table.rows) {
    const cell = (row[column] ?? '').trim();
    if (cell !== '') samples.add(cell);
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}

/** A guess gives way to a column that is sure, and a column without values (or of "anonymous") to one with values. */
function leaveOutWeaker(columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.field === null || column.chosen) continue;
    const others = columns.filter((other) => other !== column && other.field === column.field);
    const weaker = others.some(
      (other) =>
        other.chosen ||
        (other.confidence === 'sure' && column.confidence === 'guess' && !other.empty) ||
        (saysNothing(column) && !saysNothing(other)),
    );
    if (weaker) ignore(column);
  }
}

function saysNothing(column: Column): boolean {
  return column.samples.every((sample) => sample.toLowerCase() === 'anonymous');
}

function ignore(column: Column): void {
  column.field = null;
  column.confidence = 'ignored';
}

/** Columns whose header says nothing may still hold what only one free field can hold. */
function guessByContent(
  programme: Programme,
  fields: readonly Field[],
  table: Table,
  columns: readonly Column[],
): void {
  const taken = new Set(columns.map((column) => column.field));
  const content = new ColumnContent(
    programme,
    fields.filter((field) => !taken.has(field.id)),
  );
  for (const column of columns) {
    if (column.field !== null || column.chosen || column.empty || column.formOwn) continue;
    if (isMapped(columns, column)) continue;
    const field = content.fieldOf(table, column.column);
    if (field === undefined) continue;
    column.field = field.id;
    column.confidence = 'guess';
  }
}

/** A column that was left out for a stronger one of the same header is not asked about again. */
function isMapped(columns: readonly Column[], column: Column): boolean {
  const key = compactLabel(column.header.replace(/\s\(\d+\)$/u, ''));
  return columns.some((other) => other.field !== null && compactLabel(other.header) === key);
}

/** Values under no header may have slipped out of the column beside it, so nobody leaves them out unasked. */
function askWithoutHeader(columns: readonly Column[]): void {
  for (const column of columns) {
    if (isMadeUpHeader(column.header) && !column.chosen && !column.empty) column.confidence = 'guess';
  }
}

function markTwice(columns: readonly Column[]): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const fields = new Set(columns.map((column) => column.field).filter((field) => field !== null));
  for (const field of fields) {
    const same = columns.filter((column) => column.field === field);
    if (same.length < 2) continue;
    for (const column of same) column.confidence = 'guess';
    const headers = namedHeaders(same);
    problems.push(
      ...same.map((column) =>
        question(
          'COLUMN_TWICE',
          column,
          `${headers} look like one field. Choose which counts; leave the other out.`,
        ),
      ),
    );
  }
  return problems;
}

/** The first headers in quotes; a file may have hundreds. */
function namedHeaders(columns: readonly Column[]): string {
  const names = columns.slice(0, HEADERS_NAMED).map((column) => `"${column.header}"`);
  const more = columns.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
}

function unsureProblems(columns: readonly Column[], fields: readonly Field[]): ImportProblem[] {
  const labels = new Map(fields.map((field) => [field.id, field.label]));
  return columns
    .filter((column) => column.confidence === 'guess' && columns.every((other) => !isTwin(column, other)))
    .map((column) => question('UNSURE_COLUMN', column, unsureSentence(column, labels)));
}

function unsureSentence({ header, field, samples }: Column, labels: ReadonlyMap<string, string>): string {
  if (field !== null)
    return `The column "${header}" may be "${labels.get(field) ?? field}". Say which field it is, or leave it out.`;
  return `A column holds "${samples[0] ?? ''}" under no header. Say which field it is, or leave it out.`;
}

function isTwin(column: Column, other: Column): boolean {
  return other !== column && column.field !== null && other.field === column.field;
}

function question(code: ImportProblem['code'], column: Column, message: string): ImportProblem {
  return {
    severity: 'question',
    code,
    row: null,
    column: column.column,
    field: column.field,
    value: column.header,
    message,
  };
}

function withoutNotes({ column, header, field, confidence, formOwn, samples }: Column): ColumnMapping {
  return { column, header, field, confidence, formOwn, samples };
}
