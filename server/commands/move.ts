import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MileError } from '#solver/contract/errors.ts';
import { readConfig } from '../config.ts';
import { STORE_FILE, databaseAt } from '../store/store.ts';
import { moveEverything } from '../use-cases/move-everything.ts';
import type { Command } from './command.ts';
import { badUsage, parseWords } from './usage.ts';

/** Stands for the address in the environment, so that its password is not among the words of a command. */
const FROM_ENVIRONMENT = 'DATABASE_URL';

/** The services that use either store should be ended first; who writes meanwhile waits. */
export const moveCommand: Command = {
  name: 'move',
  synopsis: '--from PLACE --to PLACE',
  purpose:
    'Copies a whole store into an empty one, checked by hashes. PLACE is a folder, or the word DATABASE_URL for the database of that address.',

  async run(words) {
    const { values } = parseWords(moveCommand, words, {
      options: { from: { type: 'string' }, to: { type: 'string' } },
    });
    if (!values.from || !values.to) throw badUsage(moveCommand, 'Say from where and to where.');
    if (values.from === values.to) throw badUsage(moveCommand, 'Name two places.');
    refuseMissing(values.from);
    const from = databaseAt(placeOf(values.from));
    const to = databaseAt(placeOf(values.to));
    try {
      const moved = await moveEverything(from, to);
      for (const { table, rows, hash } of moved) process.stdout.write(`${table} ${rows} ${hash}\n`);
      process.stdout.write(`All is at ${values.to} now; ${values.from} is as it was.\n`);
    } finally {
      await Promise.all([from.destroy(), to.destroy()]);
    }
    return 0;
  },
};

function placeOf(word: string): { dataDir: string; databaseUrl?: string } {
  if (word !== FROM_ENVIRONMENT) return { dataDir: word };
  const { dataDir, databaseUrl } = readConfig(process.env);
  if (databaseUrl !== undefined) return { dataDir, databaseUrl };
  throw new MileError(
    'INVALID_INPUT',
    'DATABASE_URL is not set. Set it to postgres://user:password@host:5432/name.',
  );
}

/** A folder that is not there would be made, and an empty store moved. */
function refuseMissing(from: string): void {
  if (from === FROM_ENVIRONMENT || existsSync(join(from, STORE_FILE))) return;
  throw new MileError('NOT_FOUND', `There is no store in ${from}. Name the folder that DATA_DIR names.`, {
    from,
  });
}
