import civilService from './civil-service.json' with { type: 'json' };
import minnesota from './minnesota.json' with { type: 'json' };
import { programmeSchema } from './programme.ts';
import type { Programme } from './programme.ts';

/** The programmes that come with the software, checked against the schema; the first is the default. */
export const SHIPPED_PROGRAMMES: readonly Programme[] = [minnesota, civilService].map((file) =>
  programmeSchema.parse(file),
);

/** The shipped programme with this id, or undefined. */
export function shippedProgramme(id: string): Programme | undefined {
  return SHIPPED_PROGRAMMES.find((programme) => programme.id === id);
}
