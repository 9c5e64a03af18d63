import type { Answer, Application } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import { wrongAnswer } from '../../files/check-answer.ts';

type Values = Application['values'];

/** Questions of the public form: consent is given by sending it. */
export function askedFields(form: Form): Field[] {
  return form.fields.filter(({ internal, id }) => !internal && id !== form.consentField);
}

/**
 * What an applicant wrote, as an application holds it, with the consent. Throws INVALID_INPUT with a sentence for every question whose answer is
 * missing or not taken, and UNKNOWN_FIELD.
 */
export function formAnswers(programme: Programme, side: Side, values: Values): Values {
  const form = formOf(programme, side);
  const asked = askedFields(form);
  const unknown = Object.keys(values).find((id) => asked.every((field) => field.id !== id));
  if (unknown !== undefined)
    throw new MileError('UNKNOWN_FIELD', `The form has no question "${unknown}". Load the page again.`, {
      field: unknown,
    });
  const wrong = asked.flatMap((field) => {
    const isNeeded = field.required || field.id === form.keyField;
    const message = complaint(programme, field, values[field.id], isNeeded);
    return message === undefined ? [] : [{ field: field.id, message }];
  });
  if (wrong.length > 0)
    throw new MileError('INVALID_INPUT', `${wrong[0]?.message} Nothing was sent.`, { fields: wrong });
  return { ...values, ...(form.consentField !== undefined && { [form.consentField]: true }) };
}

function complaint(
  programme: Programme,
  field: Field,
  answer: Answer | undefined,
  isNeeded: boolean,
): string | undefined {
  if (answer !== undefined) return wrongAnswer(programme, field, answer);
  return isNeeded ? `"${field.label}" needs an answer.` : undefined;
}
