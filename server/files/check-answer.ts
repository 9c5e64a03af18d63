import type { Answer } from '#solver/contract/cohort.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { isEmail } from './email.ts';

type NumberField = Extract<Field, { kind: 'number' }>;

/** What is wrong with an answer to a field of the programme's form, as a sentence with its remedy; undefined where nothing is. */
export function wrongAnswer(programme: Programme, field: Field, answer: Answer): string | undefined {
  switch (field.kind) {
    case 'yesNo':
      return typeof answer === 'boolean' ? undefined : `"${field.label}" takes yes or no.`;
    case 'number':
      return wrongNumber(field, answer);
    case 'people':
      return wrongList(field, answer) ?? undefined;
    case 'choices':
    case 'ranking':
      return wrongList(field, answer) ?? wrongOption(programme, field, answer as string[]);
    case 'choice':
    case 'place':
      return wrongText(field, answer) ?? wrongOption(programme, field, [answer as string]);
    case 'email':
      if (wrongText(field, answer) !== undefined || !isEmail(answer as string))
        return `"${String(answer).slice(0, 80)}" is not an e-mail address. Mend "${field.label}".`;
      return undefined;
    case 'name':
    case 'text':
    case 'longText':
    case 'postcode':
      return wrongText(field, answer);
  }
}

function wrongText({ label }: Field, answer: Answer): string | undefined {
  if (typeof answer === 'string' && answer.trim() !== '') return undefined;
  return `"${label}" takes a text. Write one, or take the answer away.`;
}

function wrongList({ label }: Field, answer: Answer): string | undefined {
  if (!Array.isArray(answer) || answer.length === 0)
    return `"${label}" takes a list. Name one at least, or take the answer away.`;
  return new Set(answer).size === answer.length
    ? undefined
    : `"${label}" names something twice. Name it once.`;
}

function wrongNumber({ label, min, max, whole }: NumberField, answer: Answer): string | undefined {
  if (typeof answer !== 'number') return `"${label}" takes a number.`;
  if (whole && !Number.isInteger(answer)) return `"${label}" takes a whole number, not ${answer}.`;
  if (answer < (min ?? -Infinity)) return `"${label}" is ${answer}; it is at least ${min}.`;
  if (answer > (max ?? Infinity)) return `"${label}" is ${answer}; it is at most ${max}.`;
  return undefined;
}

function wrongOption(programme: Programme, field: Field, chosen: readonly string[]): string | undefined {
  const offered = field.kind === 'place' ? programme.geography.places : listOf(programme, field)?.options;
  const ids = new Set(offered?.map(({ id }) => id));
  const unknown = chosen.find((id) => !ids.has(id));
  if (unknown === undefined) return undefined;
  return `"${unknown.slice(0, 80)}" is not on the list of "${field.label}". Choose from the list.`;
}
