import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES, shippedProgramme } from '#solver/contract/programme/shipped.ts';

/** The programme of this id. Throws UNKNOWN_PROGRAMME. */
export function programmeOf(id: string): Programme {
  const programme = shippedProgramme(id);
  if (programme) return programme;
  const known = SHIPPED_PROGRAMMES.map((shipped) => shipped.id).join(', ');
  throw new MileError('UNKNOWN_PROGRAMME', `There is no programme "${id}". Choose one of: ${known}.`, { id });
}
