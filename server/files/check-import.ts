import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { ImportPreview, ImportProblem, ImportRequest } from '#solver/contract/api/import.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { FieldKind } from '#solver/contract/programme/fields.ts';
import { personName } from '#solver/contract/programme/person-name.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { applicationId, normaliseKey } from './application-id.ts';
import { fieldsWithoutColumn } from './fields-without-column.ts';
import { mergePerson } from './merge-person.ts';
import { readRows } from './read-rows.ts';
import type { ReadRow } from './read-rows.ts';
import { recogniseColumns } from './recognise-columns.ts';
import { FieldReader } from './recognise-values.ts';
import { onePerPerson } from './same-person.ts';
import type { Row } from './same-person.ts';

/** What may tell one person from another. */
const KEY_KINDS: ReadonlySet<FieldKind> = new Set(['email', 'text', 'name', 'postcode']);

type PersonChange = ImportPreview['people'][number];

export interface CheckedImport {
  preview: ImportPreview;
  /** The side as it is after the import; to be kept only where the preview is ready. */
  applications: Application[];
}

/**
 * What an import would do: which column is which field, which value which option, who is new and what changes. Nothing unsure is taken
 * silently: it is a question, and the preview is not ready until the request's choices answer it. People who are there stay. `tell` is told how many
 * rows were read, now and then.
 */
export function checkImport(
  programme: Programme,
  existing: readonly Application[],
  request: ImportRequest,
  tell: (rows: number) => void = () => undefined,
): CheckedImport {
  const { side, table, choices } = request;
  const form = keyedForm(programme, request);
  const { columns, problems: columnProblems } = recogniseColumns(programme, side, table, choices);
  const readers = readersOf(programme, form, columns, request);
  const read = readRows(form, readers, { table, skippedRows: new Set(choices.skippedRows), tell });
  const identified = read.rows.flatMap((row) => identify(form, request, row));
  const applied = onePerPerson(identified, table);
  const merge = mergePeople(
    { form, idOf: (row) => ownId(programme, side, row) },
    existing,
    applied.latest,
    new Map(read.rows.map((row) => [row.number, row.answers])),
  );

  const problems = [
    ...columnProblems,
    ...keyProblems(form, readers),
    ...fieldsWithoutColumn(programme, side, existing, new Set(readers.map(({ field }) => field.id))),
    ...readers.flatMap((reader) => reader.problems),
    ...read.problems,
    ...unidentified(form, request, read.rows),
    ...applied.problems,
  ];
  const known = new Set(identified.map((row) => row.number));
  const nameless = read.rows.filter((row) => !known.has(row.number));
  const left = [
    ...read.skipped,
    ...nameless.map((row) => row.number),
    ...applied.earlier.map((row) => row.number),
  ];
  const names = new Map(identified.map((row) => [row.number, row.name]));
  const skipped = left.map((row) => skippedPerson(row, names.get(row)));
  const people = [...merge.people, ...skipped].sort((a, b) => a.row - b.row);
  const preview: ImportPreview = {
    side,
    columns,
    values: readers.flatMap((reader) => reader.values),
    problems,
    people,
    counts: countsOf(people),
    ready: problems.every((problem) => problem.severity === 'note'),
    recalled: 0,
  };
  return { preview, applications: merge.applications };
}

/** The form with the key by which this import recognises people. Throws UNKNOWN_FIELD. */
function keyedForm(programme: Programme, { side, choices: { keyField } }: ImportRequest): Form {
  const form = formOf(programme, side);
  if (keyField === undefined || keyField === form.keyField) return form;
  const field = form.fields.find(({ id }) => id === keyField);
  if (field && KEY_KINDS.has(field.kind)) return { ...form, keyField };
  throw new MileError(
    'UNKNOWN_FIELD',
    `People are recognised by a text of their own, such as an address or a number; "${keyField}" is none. Choose another field.`,
    { field: keyField },
  );
}

/** One reader a field; of two columns for one field the first is shown until a person has chosen. */
function readersOf(
  programme: Programme,
  form: Form,
  columns: ImportPreview['columns'],
  { choices }: ImportRequest,
): FieldReader[] {
  return form.fields.flatMap((field) => {
    const column = columns.find((candidate) => candidate.field === field.id);
    if (column === undefined) return [];
    return [new FieldReader(programme, field, column, field.id === form.keyField, choices)];
  });
}

function keyProblems(form: Form, readers: readonly FieldReader[]): ImportProblem[] {
  const mapped = new Set(readers.map((reader) => reader.field.id));
  if (mapped.has(form.keyField)) return [];
  const label = form.fields.find((field) => field.id === form.keyField)?.label ?? form.keyField;
  const byName = form.nameFields.some((field) => mapped.has(field));
  return [
    {
      severity: byName ? 'note' : 'error',
      code: 'KEY_FIELD_NOT_MAPPED',
      row: null,
      column: null,
      field: form.keyField,
      value: null,
      message: byName
        ? `No column holds "${label}": people are recognised by their names, which must then stay as they are.`
        : `No column holds "${label}", by which people are recognised. Say which column it is.`,
    },
  ];
}

function identify(form: Form, { side }: ImportRequest, row: ReadRow): Row[] {
  const key = keyOf(form, row);
  if (key === '') return [];
  const id = applicationId(side, key);
  const name = personName(form, { id: key, values: Object.fromEntries(row.answers) });
  return [{ id, index: row.index, number: row.number, name }];
}

/** The key field's text; without one, the name. */
function keyOf(form: Form, row: ReadRow): string {
  const key = row.answers.get(form.keyField);
  if (typeof key === 'string') return key;
  return form.nameFields
    .map((field) => row.answers.get(field))
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function unidentified(form: Form, request: ImportRequest, rows: readonly ReadRow[]): ImportProblem[] {
  return rows
    .filter((row) => identify(form, request, row).length === 0)
    .map((row) => ({
      severity: 'error',
      code: 'MISSING_REQUIRED',
      row: row.number,
      column: null,
      field: form.keyField,
      value: null,
      message: `Row ${row.number} names nobody: it has neither an address nor a name. Fill it in or skip the row.`,
    }));
}

/** The id of somebody new is that of their address by the form, whatever this import recognises people by: later imports know them by it. */
function ownId(
  programme: Programme,
  side: Side,
  row: { id: string; answers: ReadonlyMap<string, Answer> },
): string {
  const key = row.answers.get(formOf(programme, side).keyField);
  return typeof key === 'string' ? applicationId(side, key) : row.id;
}

interface Keyed {
  form: Form;
  idOf: (row: { id: string; answers: ReadonlyMap<string, Answer> }) => string;
}

function mergePeople(
  { form, idOf }: Keyed,
  existing: readonly Application[],
  rows: readonly Row[],
  answers: ReadonlyMap<number, ReadonlyMap<string, Answer>>,
): { applications: Application[]; people: PersonChange[] } {
  const side = new Map(existing.map((application) => [application.id, application]));
  const idOfKey = new Map(existing.map((application) => [keyText(form, application), application.id]));
  const people: PersonChange[] = [];
  for (const row of rows) {
    const given = answers.get(row.number) ?? new Map<string, Answer>();
    const key = given.get(form.keyField);
    const known = typeof key === 'string' ? idOfKey.get(normaliseKey(key)) : undefined;
    const id = known ?? idOf({ id: row.id, answers: given });
    const before = side.get(id);
    const news = known === undefined ? given : without(given, form.keyField);
    const { application, changes } = mergePerson(before ?? { id, values: {} }, news);
    side.set(application.id, application);
    const kind = before === undefined ? 'new' : changes.length > 0 ? 'updated' : 'unchanged';
    people.push({ row: row.number, name: personName(form, application), kind, changes });
  }
  return { applications: [...side.values()], people };
}

/** Who was recognised by the key keeps it as it is stored: another spelling of the same address is no change. */
function without(answers: ReadonlyMap<string, Answer>, field: string): ReadonlyMap<string, Answer> {
  return new Map([...answers].filter(([id]) => id !== field));
}

function keyText(form: Form, application: Application): string {
  const key = application.values[form.keyField];
  return typeof key === 'string' ? normaliseKey(key) : '';
}

function skippedPerson(row: number, name: string | undefined): PersonChange {
  return { row, name: name ?? `Row ${row}`, kind: 'skipped', changes: [] };
}

function countsOf(people: readonly PersonChange[]): ImportPreview['counts'] {
  const count = (kind: PersonChange['kind']) => people.filter((person) => person.kind === kind).length;
  return {
    added: count('new'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    removed: 0,
  };
}
