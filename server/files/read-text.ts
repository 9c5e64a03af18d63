import type { Programme } from '#solver/contract/programme/programme.ts';
import { namesNobody } from './unanswered.ts';

/** A postcode as written; "55401-1234" is "55401" where the programme knows only that. */
export function readPostcode(programme: Programme, text: string): string {
  const known = (code: string) => Object.hasOwn(programme.geography.postcodes, code);
  const [short = text] = text.split('-');
  return !known(text) && known(short) ? short : text;
}

/**
 * Names, addresses or employers, in order. Commas part only where every piece could be a whole name or an address, so that
 * "Smith, John" stays one person.
 */
export function readPeople(text: string): string[] {
  const parts = text.split(/[\n\r;|]+/u).flatMap(splitPeople);
  const people = parts.map((part) => part.trim()).filter((part) => part !== '' && !namesNobody(part));
  return [...new Set(people)];
}

function splitPeople(text: string): string[] {
  const pieces = text.split(',').map((piece) => piece.trim());
  return pieces.every((piece) => /\S\s+\S|@/u.test(piece)) ? pieces : [text];
}
