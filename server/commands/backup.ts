import { readConfig } from '../config.ts';
import { backUp } from '../store/backup/back-up.ts';
import { storeFileOf } from './store-file.ts';
import type { Command } from './command.ts';
import { badUsage, parseWords } from './usage.ts';

/** May run beside the service. */
export const backupCommand: Command = {
  name: 'backup',
  synopsis: 'FILE',
  purpose:
    'Copies the store in DATA_DIR into FILE, checked, with FILE.sha256 beside it. The service may go on meanwhile.',

  async run(words) {
    const { positionals } = parseWords(backupCommand, words, { allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw badUsage(backupCommand, 'Name one file.');
    const checksum = backUp(storeFileOf(readConfig(process.env)), file);
    process.stdout.write(`${file} is a whole copy of the store (SHA-256 ${checksum}).\n`);
    return 0;
  },
};
