import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from '#server/store/move/rows-of.ts';
import { tablesOf } from '#server/store/move/tables-of.ts';
import { STORE_FILE, databaseAt } from '#server/store/store.ts';
import type { StorePlace } from '#server/store/store.ts';

/** Everything that a store holds, as one text: every byte of SQLite's files, every row of PostgreSQL's tables. */
export function everythingAt(place: StorePlace): Promise<string> {
  return place.databaseUrl === undefined ? Promise.resolve(bytesIn(place.dataDir)) : rowsAt(place);
}

function bytesIn(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.startsWith(STORE_FILE));
  return files.map((file) => readFileSync(join(folder, file)).toString('utf8')).join('');
}

async function rowsAt(place: StorePlace): Promise<string> {
  const database = databaseAt(place);
  try {
    return await database.transaction().execute(async (inside) => {
      const texts: string[] = [];
      for (const table of await tablesOf(inside))
        for await (const rows of rowsOf(inside, table))
          texts.push(...rows.flatMap(Object.values).map(String));
      return texts.join('\n');
    });
  } finally {
    await database.destroy();
  }
}
