import type { Kysely } from 'kysely';
import { MileError } from '#solver/contract/errors.ts';
import { alone } from './alone.ts';
import { sha256 } from './canonical-json.ts';
import { migrationKit } from './migration-kit.ts';
import type { Migration } from './migration.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { agreementsTable } from './migrations/0002-agreements.ts';
import { accountTables } from './migrations/0003-accounts.ts';
import { committeeTables } from './migrations/0004-committee.ts';
import { labRunsTable } from './migrations/0005-lab-runs.ts';
import { announcementsTable } from './migrations/0006-announcements.ts';
import { commentsTable } from './migrations/0007-comments.ts';
import { programmesTable } from './migrations/0008-programmes.ts';
import { peopleTables } from './migrations/0009-people.ts';
import { recordTables } from './migrations/0010-record.ts';
import { intakeTables } from './migrations/0011-intake.ts';
import { namesApart } from './migrations/0012-names-apart.ts';
import { outboxTable } from './migrations/0013-outbox.ts';
import { yearTables } from './migrations/0014-year.ts';
import { jobTables } from './migrations/0015-jobs.ts';
import { keptFiguresTable } from './migrations/0016-kept-figures.ts';
import { problemTables } from './migrations/0017-problems.ts';
import { limitsTables } from './migrations/0018-limits.ts';
import { jobVersions } from './migrations/0019-job-versions.ts';
import type { Tables } from './tables.ts';

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  agreementsTable,
  accountTables,
  committeeTables,
  labRunsTable,
  announcementsTable,
  commentsTable,
  programmesTable,
  peopleTables,
  recordTables,
  intakeTables,
  namesApart,
  outboxTable,
  yearTables,
  jobTables,
  keptFiguresTable,
  problemTables,
  limitsTables,
  jobVersions,
];

/**
 * Brings a store up to this program's schema, one transaction a step; of several processes that start at once one takes each step.
 * Throws STORE_TOO_NEW where the store knows steps that this program does not, or other statements under the same name.
 */
export async function migrate(database: Kysely<Tables>, migrations = MIGRATIONS): Promise<void> {
  await alone(database, makeTable);
  const applied = await appliedSteps(database);
  refuseTooNew([...applied.keys()], migrations);
  for (const migration of migrations) {
    const checksum = checksumOf(migration, database);
    const known = applied.get(migration.name) ?? (await apply(database, migration, checksum));
    if (known !== checksum) throw madeByAnother(migration.name);
  }
}

async function makeTable(database: Kysely<Tables>): Promise<void> {
  await migrationKit(database)
    .schema.createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('checksum', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
}

/** Steps by name with their checksums. */
async function appliedSteps(database: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await database.selectFrom('migrations').select(['name', 'checksum']).execute();
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** The names of the steps that a store with these applied ones lacks; none where nothing has been applied. */
export function stepsToCome(applied: readonly string[] | undefined): string[] {
  if (applied === undefined) return [];
  return MIGRATIONS.map(({ name }) => name).filter((name) => !applied.includes(name));
}

/** Throws STORE_TOO_NEW where a store knows steps that this program does not. */
export function refuseTooNew(applied: readonly string[], migrations = MIGRATIONS): void {
  const unknown = applied.find((name) => migrations.every((migration) => migration.name !== name));
  if (unknown !== undefined) throw madeByAnother(unknown);
}

function madeByAnother(step: string): MileError {
  return new MileError(
    'STORE_TOO_NEW',
    `The store was written by another version of this program (step "${step}" is not known here). ` +
      'Start the newer version, or point it at another store. Nothing was changed.',
    { step },
  );
}

/** Takes the step unless another process has been first; gives the checksum under which it stands in the store. */
async function apply(database: Kysely<Tables>, migration: Migration, checksum: string): Promise<string> {
  return alone(database, async (transaction) => {
    const known = (await appliedSteps(transaction)).get(migration.name);
    if (known !== undefined) return known;
    for (const statement of migration.statements(migrationKit(transaction)))
      await transaction.executeQuery(statement.compile(transaction));
    await transaction
      .insertInto('migrations')
      .values({ name: migration.name, checksum, applied_at: new Date().toISOString() })
      .execute();
    return checksum;
  });
}

function checksumOf(migration: Migration, database: Kysely<Tables>): string {
  return sha256(
    migration
      .statements(migrationKit(database))
      .map((statement) => statement.compile(database).sql)
      .join(';\n'),
  );
}
