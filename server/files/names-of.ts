import type { Place } from '#solver/contract/programme/places.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { listOf } from '#solver/contract/programme/programme.ts';
import type { Field, Option } from '#solver/contract/programme/fields.ts';

/** Something that a file may name in several ways: a field, an option or a place. */
export interface Named {
  id: string;
  /** Label first, then id, then synonyms. */
  names: readonly string[];
}

export function namesOf(thing: Field | Option | Place): Named {
  return { id: thing.id, names: [thing.label, thing.id, ...thing.synonyms] };
}

/** What the cells of a field may name: the options of its list, or the places of the programme; empty for other kinds. */
export function vocabularyOf(programme: Programme, field: Field): Named[] {
  if (field.kind === 'place') return programme.geography.places.map(namesOf);
  return (listOf(programme, field)?.options ?? []).map(namesOf);
}
