import type { Compilable, Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** One step forward; there is no way back. Its statements never change once released: the checksum would tell. */
export interface Migration {
  name: string;
  statements(database: Kysely<Tables>): (Compilable | RawBuilder<unknown>)[];
}
