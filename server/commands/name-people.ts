import { MileError } from '#solver/contract/errors.ts';
import type { Contacts } from '../files/match-table.ts';

/** The solver speaks of people by id; whoever reads an error of `work` at a terminal knows them by name. */
export function withNames<Value>(contacts: Contacts, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof MileError ? named(error, contacts) : error;
  }
}

/** The same error with "name (e-mail address)" in place of each id in quotation marks. */
function named({ code, message, details }: MileError, contacts: Contacts): MileError {
  const sentence = message.replace(/"([^"]+)"/gu, (quoted, id: string) => {
    const contact = contacts.get(id);
    if (!contact) return quoted;
    return contact.email === '' ? `"${contact.name}"` : `"${contact.name}" (${contact.email})`;
  });
  return new MileError(code, sentence, details);
}
