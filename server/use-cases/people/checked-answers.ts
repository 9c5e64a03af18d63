import type { PersonEdit } from '#solver/contract/api/people.ts';
import type { Answer, Application } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { viewSees } from '../../auth/view.ts';
import type { View } from '../../auth/view.ts';
import { wrongAnswer } from '../../files/check-answer.ts';

/**
 * Somebody's answers with an edit put over them. Throws UNKNOWN_FIELD, NOT_PERMITTED for a field that this view does not see, and INVALID_INPUT for
 * an answer that the form does not take.
 */
export function checkedAnswers(
  programme: Programme,
  before: Application['values'],
  { side, values }: PersonEdit,
  view: View,
): Application['values'] {
  const form = formOf(programme, side);
  const fields = new Map(form.fields.map((field) => [field.id, field]));
  const after = new Map<string, Answer | null>(Object.entries(before));
  for (const [id, answer] of Object.entries(values)) {
    const field = fields.get(id);
    if (!field) throw unknownField(id);
    if (!viewSees(view, programme, side, field)) throw unseen(field);
    refuseWrong(programme, field, answer, field.required || id === form.keyField);
    after.set(id, answer);
  }
  return Object.fromEntries([...after].flatMap(([id, answer]) => (answer === null ? [] : [[id, answer]])));
}

function refuseWrong(programme: Programme, field: Field, answer: Answer | null, isNeeded: boolean): void {
  const wrong =
    answer === null ? isNeeded && `"${field.label}" needs an answer.` : wrongAnswer(programme, field, answer);
  if (wrong) throw new MileError('INVALID_INPUT', wrong, { field: field.id });
}

function unknownField(id: string): MileError {
  return new MileError('UNKNOWN_FIELD', `The form has no field "${id}". Load the page again.`, { field: id });
}

function unseen({ id, label }: Field): MileError {
  return new MileError('NOT_PERMITTED', `"${label}" is confidential: an owner alone changes it.`, {
    field: id,
  });
}
