import type { Compilable, RawBuilder } from 'kysely';
import type { MigrationKit } from './migration-kit.ts';

/**
 * One step forward; there is no way back. Its statements never change once released: the checksum would tell. They run on SQLite and
 * on PostgreSQL: what the two say differently comes from the kit.
 */
export interface Migration {
  name: string;
  statements(kit: MigrationKit): (Compilable | RawBuilder<unknown>)[];
}
