import type { Kysely, Transaction } from 'kysely';
import { MileError } from '#solver/contract/errors.ts';
import { alone } from '../alone.ts';
import { migrate } from '../migrate.ts';
import { recordLog } from '../record.ts';
import type { RecordLog } from '../record.ts';
import type { Tables } from '../tables.ts';
import { rowsOf } from './rows-of.ts';
import { TableHash } from './table-hash.ts';
import { tablesOf } from './tables-of.ts';
import { withoutTriggers } from './without-triggers.ts';

/** A table that arrived whole. */
export interface MovedTable {
  table: string;
  rows: number;
  /** Of its rows, the same on both sides. */
  hash: string;
}

/** What a store that somebody uses is not without. */
const SIGNS_OF_USE = ['cohorts', 'accounts', 'lab_runs'] as const;

/** What is told to the record of the store to which everything was moved, within the same transaction. */
export type WriteDown = (record: RecordLog, moved: readonly MovedTable[]) => Promise<void>;

/**
 * Copies everything that one store keeps into another one that is not used yet, in one transaction: all of it arrives, and is read again and
 * compared, or nothing. Nobody writes to either meanwhile. The first store stays as it is; the other one's record goes on with `writeDown`.
 * Throws MOVE_TARGET_IN_USE, MOVE_NOT_WHOLE, and what the stores throw.
 */
export async function moveStore(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  writeDown: WriteDown,
): Promise<MovedTable[]> {
  await migrate(from);
  await migrate(to);
  return alone(from, (source) =>
    alone(to, async (target) => {
      const moved = await moveAll(source, target);
      await writeDown(recordLog(target), moved);
      return moved;
    }),
  );
}

async function moveAll(source: Transaction<Tables>, target: Transaction<Tables>): Promise<MovedTable[]> {
  for (const table of SIGNS_OF_USE) await refuseUsed(target, table);
  const tables = await tablesOf(target);
  const moved: MovedTable[] = [];
  await withoutTriggers(target, tables, async () => {
    // What comes with every new store makes room for what is there.
    for (const table of tables.toReversed()) await target.deleteFrom(table).execute();
    for (const table of tables) moved.push(await moveTable(source, target, table));
  });
  return moved;
}

async function moveTable(
  source: Transaction<Tables>,
  target: Transaction<Tables>,
  table: keyof Tables,
): Promise<MovedTable> {
  const sent = new TableHash();
  for await (const rows of rowsOf(source, table)) {
    sent.add(rows);
    await target
      .insertInto(table)
      .values(rows as never)
      .execute();
  }
  const arrived = new TableHash();
  for await (const rows of rowsOf(target, table)) arrived.add(rows);
  if (arrived.hash !== sent.hash || arrived.rows !== sent.rows) throw notWhole(table);
  return { table, rows: sent.rows, hash: sent.hash };
}

async function refuseUsed(target: Transaction<Tables>, table: (typeof SIGNS_OF_USE)[number]): Promise<void> {
  if (!(await target.selectFrom(table).select('id').limit(1).executeTakeFirst())) return;
  throw new MileError(
    'MOVE_TARGET_IN_USE',
    'The place to move to holds cohorts, accounts or Lab runs already. Name an empty database or folder. Nothing was changed.',
    { table },
  );
}

function notWhole(table: string): MileError {
  return new MileError(
    'MOVE_NOT_WHOLE',
    `Table ${table} did not arrive as it was sent, so nothing was moved. The store that was to be moved is as it was.`,
    { table },
  );
}
