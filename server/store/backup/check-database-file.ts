import { DatabaseSync } from 'node:sqlite';
import { MileError } from '#solver/contract/errors.ts';

/** Throws INVALID_INPUT where a file is no store, is damaged, or has rows that refer to nothing. */
export function checkDatabaseFile(file: string): void {
  const problems = problemsOf(file);
  if (problems.length === 0) return;
  throw new MileError(
    'INVALID_INPUT',
    `${file} is not a whole store of this program (${problems[0]}). Take another backup. Nothing was changed.`,
    { problems: problems.length },
  );
}

function problemsOf(file: string): string[] {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return problemsIn(database);
    } finally {
      database.close();
    }
  } catch {
    return ['it cannot be read'];
  }
}

function problemsIn(database: DatabaseSync): string[] {
  const damage = database
    .prepare('pragma integrity_check')
    .all()
    .map((row) => String(row.integrity_check))
    .filter((line) => line !== 'ok');
  const dangling = database
    .prepare('pragma foreign_key_check')
    .all()
    .map(({ table }) => `a row of "${String(table)}" refers to nothing`);
  const steps = database.prepare(`select 1 from sqlite_schema where name = 'migrations'`).all();
  return [...damage, ...dangling, ...(steps.length === 0 ? ['it knows no steps'] : [])];
}
