import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely, RawBuilder, SchemaModule } from 'kysely';
import { isPostgres } from './dialects.ts';
import { PortableTypes } from './portable-types.ts';
import type { Tables } from './tables.ts';

/** What the database itself refuses, whoever asks. */
export interface Refusal {
  /** Of the trigger; no other refusal has it. */
  name: string;
  before: 'insert' | 'update' | 'delete';
  on: string;
  /** SQL that both databases understand, about `new` (insert, update) and `old` (update, delete); without it always. */
  when?: string;
  /** What the error says, without quotes. */
  message: string;
}

/** What migrations are written with. */
export interface MigrationKit {
  /** Kysely's builder; `text`, `integer` (of 64 bits) and `real` (of 64 bits) are the types that both databases have. */
  schema: SchemaModule;
  /** A table whose columns take values of their type alone: SQLite has to be told, PostgreSQL knows no other. */
  strict<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>;
  refuse(refusal: Refusal): RawBuilder<unknown>;
}

/** The kit in the words of the database that it is for. */
export function migrationKit(database: Kysely<Tables>): MigrationKit {
  return isPostgres(database)
    ? {
        schema: database.withPlugin(new PortableTypes()).schema,
        strict: (table) => table,
        refuse: refuseInPostgres,
      }
    : { schema: database.schema, strict: (table) => table.modifyEnd(sql`strict`), refuse: refuseInSqlite };
}

/** The blanks are part of the checksums of stores that exist. */
function refuseInSqlite({ name, before, on, when, message }: Refusal): RawBuilder<unknown> {
  return sql.raw(`
      create trigger ${name} before ${before} on ${on}${when === undefined ? '' : `\n      when ${when}`}
      begin select raise(abort, '${message}'); end
    `);
}

/** The condition stands in the function, because a trigger's own may not look into other tables. */
function refuseInPostgres({ name, before, on, when = 'true', message }: Refusal): RawBuilder<unknown> {
  return sql.raw(`
    create function ${name}() returns trigger language plpgsql as $$
    begin
      if ${when} then raise exception '${message}' using errcode = 'restrict_violation'; end if;
      return ${before === 'delete' ? 'old' : 'new'};
    end $$;
    create trigger ${name} before ${before} on ${on} for each row execute function ${name}();
  `);
}
