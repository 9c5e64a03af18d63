import type { Programme } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import { programmeOf } from '../jobs/programme.ts';

export function listProgrammes(): { id: string; name: string; description: string }[] {
  return SHIPPED_PROGRAMMES.map(({ id, name, description }) => ({ id, name, description }));
}

/** A programme as a screen needs it: thousands of postcodes stay here. Throws UNKNOWN_PROGRAMME. */
export function readProgramme(id: string): Programme {
  const programme = programmeOf(id);
  return { ...programme, geography: { ...programme.geography, postcodes: {} } };
}
