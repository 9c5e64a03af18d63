import { canonicalJson, sha256 } from '../store/canonical-json.ts';
import { moveStore } from '../store/move/move-store.ts';
import type { MovedTable } from '../store/move/move-store.ts';
import type { databaseAt } from '../store/store.ts';
import { TERMINAL } from './doer.ts';
import { recordDeed } from './record/record-deed.ts';

type Database = ReturnType<typeof databaseAt>;

/**
 * Moves a whole store, which its record tells from then on, where it went: tables, rows, and the hash of the list of tables that is given here, as
 * canonical JSON. The store that it came from knows nothing of it. Throws what `moveStore` throws.
 */
export function moveEverything(from: Database, to: Database): Promise<MovedTable[]> {
  return moveStore(from, to, (record, moved) =>
    recordDeed({ record }, { by: TERMINAL, kind: 'store.moved', facts: factsOf(moved) }),
  );
}

function factsOf(moved: readonly MovedTable[]) {
  const rows = moved.reduce((sum, table) => sum + table.rows, 0);
  return { tables: moved.length, rows, hash: sha256(canonicalJson(moved)) };
}
