import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compactLabel } from './labels.ts';
import { vocabularyOf } from './names-of.ts';
import type { Named } from './names-of.ts';
import { writeCsv } from './write-csv.ts';

const SEPARATOR = '; ';

/** One side of a cohort as CSV: labels for headers and options. Our own import reads it back with nothing unsure. */
export function writeApplications(
  programme: Programme,
  side: Side,
  applications: readonly Application[],
): Uint8Array {
  const { fields } = formOf(programme, side);
  const columns = fields.map((field) => ({ field, labels: labelsOf(vocabularyOf(programme, field)) }));
  return writeCsv({
    headers: fields.map((field) => headerOf(field, fields)),
    rows: applications.map(({ values }) =>
      columns.map(({ field, labels }) => answerText(values[field.id], labels)),
    ),
  });
}

/** The label, or the id where another field is called the same. */
function headerOf(field: Field, fields: readonly Field[]): string {
  const key = compactLabel(field.label);
  const claimed = fields.some(
    (other) => other !== field && [other.label, other.id].some((name) => compactLabel(name) === key),
  );
  return claimed ? field.id : field.label;
}

/** The text that stands for each id: its label where that is a name of nothing else and holds no separator. */
function labelsOf(things: readonly Named[]): Map<string, string> {
  const owners = Map.groupBy(
    things.flatMap(({ id, names }) => names.slice(0, 2).map((name) => ({ id, key: compactLabel(name) }))),
    ({ key }) => key,
  );
  return new Map(
    things.map(({ id, names: [label = id] }) => {
      const isOwn = owners.get(compactLabel(label))?.every((owner) => owner.id === id) ?? false;
      return [id, isOwn && !/[;|\n\r]/u.test(label) ? label : id];
    }),
  );
}

function answerText(answer: Answer | undefined, labels: ReadonlyMap<string, string>): string {
  if (answer === undefined) return '';
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  if (Array.isArray(answer)) return answer.map((entry) => labels.get(entry) ?? entry).join(SEPARATOR);
  return labels.get(String(answer)) ?? String(answer);
}
