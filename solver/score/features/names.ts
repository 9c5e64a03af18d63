import type { Side } from '../../contract/identifier.ts';
import { personName } from '../../contract/programme/person-name.ts';
import { textColumn } from './columns.ts';
import type { NameIndex } from './features.ts';
import type { Column, FieldReader } from './field-reader.ts';
import { emailKey, nameKey } from './normalise.ts';

/** People by their normalised names and e-mail addresses; made once for a cohort. */
export function peopleByName(fields: FieldReader, side: Side): NameIndex {
  const { form, applications } = fields.people(side);
  return fields.features.names.get(`${side}s by name`, () => {
    const emails = form.fields.filter((field) => field.kind === 'email');
    const columns = emails.map((field) => textColumn(fields, side, field.id));
    return indexed(
      applications.map((application, person) => [
        nameKey(personName(form, application)),
        ...columns.map((column) => emailKey(column.values[person] ?? '')),
      ]),
    );
  });
}

/** People by their normalised employers, made once for a cohort; empty where the form asks for none. */
export function peopleByEmployer(fields: FieldReader, side: Side): NameIndex {
  const { employerField } = fields.people(side).form;
  if (employerField === undefined) return new Map();
  return fields.features.names.get(`${side}s by employer`, () =>
    indexed(textColumn(fields, side, employerField).values.map((employer) => [nameKey(employer)])),
  );
}

/** People of the other side whom each entry of each list names, in the order of the lists. */
export function mentioned(
  column: Column<readonly string[]>,
  indexes: readonly NameIndex[],
): readonly (readonly (readonly number[])[])[] {
  return column.values.map((entries) =>
    entries.map((entry) => {
      const key = entry.includes('@') ? emailKey(entry) : nameKey(entry);
      return indexes.flatMap((index) => index.get(key) ?? []);
    }),
  );
}

function indexed(keysOfPeople: readonly (readonly string[])[]): NameIndex {
  const index = new Map<string, number[]>();
  keysOfPeople.forEach((keys, person) => {
    for (const key of new Set(keys)) {
      if (key === '') continue;
      const people = index.get(key);
      if (people) people.push(person);
      else index.set(key, [person]);
    }
  });
  return index;
}
