import { readConfig } from '../config.ts';
import { restore } from '../store/backup/restore.ts';
import { storeFileOf } from './store-file.ts';
import type { Command } from './command.ts';
import { badUsage, parseWords } from './usage.ts';

/** The service has to be ended first. */
export const restoreCommand: Command = {
  name: 'restore',
  synopsis: 'FILE [--replace]',
  purpose:
    'Puts a backup into DATA_DIR, after checking all of it. --replace sets the store that is there aside.',

  async run(words) {
    const { positionals, values } = parseWords(restoreCommand, words, {
      options: { replace: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw badUsage(restoreCommand, 'Name one file.');
    const storeFile = storeFileOf(readConfig(process.env));
    const { setAside } = restore(file, storeFile, values.replace);
    process.stdout.write(
      `${storeFile} holds the backup now.\n${setAside ? `What was there before is kept as ${setAside}.\n` : ''}`,
    );
    return 0;
  },
};
