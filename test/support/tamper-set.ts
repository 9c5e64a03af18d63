import { tamper } from './record-chain.ts';

const placeOf = (column: string) =>
  column === 'names_json' ? (['match_set_names', 'match_set_id'] as const) : (['match_sets', 'id'] as const);

/** What a column of a saved match set holds. */
export function columnOfSet(folder: string, id: string, column: string): string {
  const [table, key] = placeOf(column);
  let text: unknown;
  tamper(folder, (database) => {
    text = database.prepare(`select ${column} as text from ${table} where ${key} = ?`).get(id)?.text;
  });
  return String(text);
}

/** Changes a saved match set past the trigger, as only somebody with the file in hand can. */
export function tamperSet(folder: string, id: string, column: string, value: string | number): void {
  const [table, key] = placeOf(column);
  tamper(folder, (database) => {
    database.exec('drop trigger match_sets_are_immutable');
    database.prepare(`update ${table} set ${column} = ? where ${key} = ?`).run(value, id);
    database.exec(
      `create trigger match_sets_are_immutable before update on match_sets begin select raise(abort, 'a match set is immutable'); end`,
    );
  });
}
