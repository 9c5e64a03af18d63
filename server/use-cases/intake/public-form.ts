import type { PublicField, PublicForm } from '#solver/contract/api/intake.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf, listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Context } from '../context.ts';
import { askedFields } from './form-answers.ts';
import { publicCohort } from './open-intake.ts';
import type { PublicCohort } from './open-intake.ts';
import { refuseClosed } from './refuse-closed.ts';

/** The questions to a side, with a stamp of the time. Throws NOT_FOUND and APPLICATIONS_CLOSED. */
export async function readPublicForm(
  { store, stamps }: Context,
  programmeId: string,
  side: Side,
): Promise<PublicForm> {
  const now = new Date();
  const open = await publicCohort(store, programmeId, now.toISOString());
  refuseClosed(open.intake, side, now.toISOString());
  return { ...tellForm(open, side), stamp: await stamps.give(now.getTime()) };
}

export function tellForm(
  { programme, intake }: Pick<PublicCohort, 'programme' | 'intake'>,
  side: Side,
): Omit<PublicForm, 'stamp'> {
  const form = formOf(programme, side);
  return {
    programme: { id: programme.id, name: programme.name },
    side,
    label: form.label,
    retentionMonths: programme.retentionMonths,
    closesAt: intake.closesAt,
    fields: askedFields(form).map((field) => tellField(programme, field, field.id === form.keyField)),
  };
}

function tellField(programme: Programme, field: Field, isKey: boolean): PublicField {
  const number = field.kind === 'number' ? field : undefined;
  return {
    id: field.id,
    kind: field.kind,
    label: field.label,
    help: field.help ?? null,
    required: field.required || isKey,
    confidential: field.confidential,
    isKey,
    unit: number?.unit ?? null,
    min: number?.min ?? null,
    max: number?.max ?? null,
    whole: number?.whole ?? false,
    choices: choicesOf(programme, field),
  };
}

function choicesOf(programme: Programme, field: Field): { id: string; label: string }[] {
  const offered = field.kind === 'place' ? programme.geography.places : listOf(programme, field)?.options;
  return (offered ?? []).map(({ id, label }) => ({ id, label }));
}
