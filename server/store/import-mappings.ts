import type { Kysely } from 'kysely';
import type { ImportMapping } from '#solver/contract/api/people.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Tables } from './tables.ts';

/** How the files of a form were understood the last time. */
export interface ImportMappings {
  of(programme: string, side: Side): Promise<ImportMapping | undefined>;
  put(programme: string, side: Side, mapping: ImportMapping): Promise<void>;
}

export function importMappings(database: Kysely<Tables>): ImportMappings {
  return {
    async of(programme, side) {
      const row = await database
        .selectFrom('import_mappings')
        .select('mapping_json')
        .where('programme', '=', programme)
        .where('side', '=', side)
        .executeTakeFirst();
      return row && (JSON.parse(row.mapping_json) as ImportMapping);
    },
    async put(programme, side, mapping) {
      const mapping_json = canonicalJson(mapping);
      const saved_at = new Date().toISOString();
      await database
        .insertInto('import_mappings')
        .values({ programme, side, mapping_json, saved_at })
        .onConflict((conflict) =>
          conflict.columns(['programme', 'side']).doUpdateSet({ mapping_json, saved_at }),
        )
        .execute();
    },
  };
}
