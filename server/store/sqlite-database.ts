import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { storageError } from './storage-error.ts';

/** Distinct statements kept prepared; the program has about forty. */
const PREPARED_LIMIT = 200;

/**
 * Opens a SQLite file for one writer: every commit reaches the disk (WAL with synchronous FULL), deleted rows are
 * overwritten, and nothing stored in the file's own schema may call functions with side effects. Its owner alone may read it.
 */
export function openSqlite(path: string): DatabaseSync {
  keepPrivate(path);
  const database = new DatabaseSync(path, {
    timeout: 5_000,
    enableForeignKeyConstraints: true,
    allowExtension: false,
  });
  database.exec(`
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
  `);
  return database;
}

const OWNER_ONLY = 0o600;

/** SQLite gives the files beside the database the mode of the database; those that lie there already are mended too. */
function keepPrivate(path: string): void {
  closeSync(openSync(path, 'a', OWNER_ONLY));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, OWNER_ONLY);
}

/** node:sqlite in the shape that Kysely's SQLite dialect expects. */
export function forKysely(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      if (prepared.size >= PREPARED_LIMIT) prepared.clear();
      const statement = wrap(translated(() => database.prepare(sql)));
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function wrap(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translated(() => statement.all(...values(parameters))),
    run: (parameters) => translated(() => statement.run(...values(parameters))),
    iterate: (parameters) => translated(() => statement.iterate(...values(parameters))),
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageError(error);
  }
}
