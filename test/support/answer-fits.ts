import type { Answer } from '#solver/contract/cohort.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** Whether an answer is one that a field of its kind may hold, as the contract of fields says. */
export function answerFits(programme: Programme, field: Field, answer: Answer): boolean {
  switch (field.kind) {
    case 'name':
    case 'text':
    case 'longText':
      return typeof answer === 'string' && answer.trim() !== '';
    case 'email':
      return typeof answer === 'string' && /^[a-z0-9.]+@[a-z.]+$/.test(answer);
    case 'number': {
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return false;
      const inRange = answer >= (field.min ?? answer) && answer <= (field.max ?? answer);
      return inRange && (!field.whole || Number.isInteger(answer));
    }
    case 'yesNo':
      return typeof answer === 'boolean';
    case 'choice':
      return typeof answer === 'string' && offered(programme, field.list).has(answer);
    case 'choices':
    case 'ranking':
      return isListOf(answer, (entry) => offered(programme, field.list).has(entry));
    case 'place':
      return programme.geography.places.some(({ id }) => id === answer);
    case 'postcode':
      return typeof answer === 'string' && answer in programme.geography.postcodes;
    case 'people':
      return isListOf(answer, (entry) => entry.trim() !== '');
  }
}

function offered(programme: Programme, list: string): Set<string> {
  return new Set(programme.lists[list]?.options.map(({ id }) => id));
}

function isListOf(answer: Answer, fits: (entry: string) => boolean): boolean {
  if (!Array.isArray(answer) || answer.length === 0) return false;
  return new Set(answer).size === answer.length && answer.every(fits);
}
