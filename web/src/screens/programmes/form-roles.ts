import type { Field, FieldKind } from '#solver/contract/programme/fields.ts';
import type { Form } from '#solver/contract/programme/programme.ts';

/** Questions that a form may do without. */
export type FieldRole = 'employerField' | 'consentField';
export type Limit = 'min' | 'max';

export function fieldsOfKinds(form: Form, kinds: readonly FieldKind[]): Field[] {
  return form.fields.filter(({ kind }) => kinds.includes(kind));
}

/** Gives a role to a question; an empty id gives it to none. */
export function withRole(form: Form, role: FieldRole, id: string): Form {
  return { ...form, [role]: id === '' ? undefined : id };
}

/** Where the number of partners is read; an empty id reads it nowhere, and the default holds for everybody. */
export function withLimitField(form: Form, limit: Limit, id: string): Form {
  return { ...form, [limit]: { ...form[limit], field: id === '' ? undefined : id } };
}

export function withLimitDefault(form: Form, limit: Limit, value: number): Form {
  if (!Number.isInteger(value) || value < 0) return form;
  return { ...form, [limit]: { ...form[limit], default: value } };
}
