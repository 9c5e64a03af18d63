import type { PublicField } from '#solver/contract/api/intake.ts';
import type { Answer } from '#solver/contract/cohort.ts';

/** What stands in the controls of a form, by field; numbers and people as they were typed. */
export type Typed = Readonly<Record<string, string | boolean | readonly string[]>>;
/** A sentence for each field whose answer is not taken. */
export type Complaints = Readonly<Record<string, string>>;

/** The answers that are sent: what was left empty has none. */
export function valuesOf(fields: readonly PublicField[], typed: Typed): Record<string, Answer> {
  const answers = fields.flatMap((field): [string, Answer][] => {
    const answer = answerOf(field, typed[field.id]);
    return answer === undefined ? [] : [[field.id, answer]];
  });
  return Object.fromEntries(answers);
}

function answerOf({ kind }: PublicField, typed: Typed[string] | undefined): Answer | undefined {
  if (typed === undefined || typeof typed === 'boolean') return typed;
  if (typeof typed !== 'string') return typed.length === 0 ? undefined : [...typed];
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'number') return Number(text.replace(',', '.'));
  return kind === 'people' ? linesOf(text) : text;
}

/** Answers as they stand in the controls. */
export function typedOf(fields: readonly PublicField[], values: Readonly<Record<string, Answer>>): Typed {
  const typed = fields.flatMap(({ id, kind }): [string, Typed[string]][] => {
    const answer = values[id];
    if (answer === undefined) return [];
    if (kind === 'people' && Array.isArray(answer)) return [[id, answer.join('\n')]];
    return [[id, typeof answer === 'number' ? String(answer) : answer]];
  });
  return Object.fromEntries(typed);
}

/** What the service would refuse, told before anything is sent. */
export function complaintsOf(fields: readonly PublicField[], typed: Typed): Complaints {
  const values = valuesOf(fields, typed);
  const found = fields.flatMap((field): [string, string][] => {
    const complaint = complaintOf(field, values[field.id]);
    return complaint === undefined ? [] : [[field.id, complaint]];
  });
  return Object.fromEntries(found);
}

function complaintOf(field: PublicField, answer: Answer | undefined): string | undefined {
  const { kind, label, required } = field;
  if (answer === undefined) return required ? `“${label}” needs an answer.` : undefined;
  if (kind === 'email' && !/^\S+@\S+\.\S{2,}$/u.test(String(answer)))
    return 'Write an e-mail address, like name@example.org.';
  return kind === 'number' ? numberComplaint(field, Number(answer)) : undefined;
}

function numberComplaint({ min, max, whole }: PublicField, number: number): string | undefined {
  if (!Number.isFinite(number)) return 'Write a number.';
  if (whole && !Number.isInteger(number)) return 'Write a whole number.';
  if (min !== null && number < min) return `Write ${min} or more.`;
  return max !== null && number > max ? `Write ${max} or less.` : undefined;
}

/** The complaints of the service, where it names fields; undefined for other errors. */
export function refusedFields(details: Readonly<Record<string, unknown>>): Complaints | undefined {
  const { fields } = details;
  if (!Array.isArray(fields)) return undefined;
  const named = fields as { field: string; message: string }[];
  return Object.fromEntries(named.map(({ field, message }) => [field, message]));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
