import type { Application } from '../cohort.ts';
import type { Form } from './programme.ts';

/** Characters that only set the direction of writing; left open in a name they would turn the text around it. */
const DIRECTION_MARKS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The display name of a person: the form's name fields joined by a blank; without any, the key field, else the id. It holds no marks of direction. */
export function personName(form: Form, application: Application): string {
  const parts = form.nameFields.map((field) => textOf(application, field)).filter((part) => part !== '');
  return parts.join(' ') || textOf(application, form.keyField) || application.id;
}

function textOf(application: Application, field: string): string {
  const value = application.values[field];
  return typeof value === 'string' ? value.replace(DIRECTION_MARKS, '').trim() : '';
}
