import type { Role } from '#solver/contract/api/accounts.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { seesField } from '../auth/access.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { StoredPerson } from '../store/people.ts';

/** Somebody's answers as text, less what this role does not see; an owner sees all, so nothing is parsed for one. */
export function answersFor(role: Role, programme: Programme, person: StoredPerson): string {
  if (role === 'owner') return person.valuesJson;
  const seen = new Set(
    formOf(programme, person.side)
      .fields.filter((field) => seesField(role, field))
      .map((field) => field.id),
  );
  const answers = JSON.parse(person.valuesJson) as Record<string, unknown>;
  return canonicalJson(Object.fromEntries(Object.entries(answers).filter(([id]) => seen.has(id))));
}
