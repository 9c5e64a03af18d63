import { writeApplicationsOf, writeMatch } from '../jobs/file-worker-write.ts';
import { TERMINAL } from '../use-cases/doer.ts';
import { exportEverything } from '../use-cases/export-all/export-everything.ts';
import type { Command } from './command.ts';
import { tell, writeStream } from './output.ts';
import { badUsage, parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

const writer = { write: writeMatch, writeApplications: writeApplicationsOf };

/** Everything in one archive. */
export const exportAllCommand: Command = {
  name: 'export',
  synopsis: '--out FILE.zip',
  purpose:
    'Everything that the store in DATA_DIR keeps, as a zip of JSON and CSV files with a README. It holds personal data.',

  async run(words) {
    const { values } = parseWords(exportAllCommand, words, { options: { out: { type: 'string' } } });
    const { out } = values;
    if (out === undefined || !/\.zip$/iu.test(out))
      throw badUsage(exportAllCommand, 'Name a file with --out that ends in .zip.');
    await withStore(async (store) => {
      const options = { by: TERMINAL, account: undefined };
      await writeStream(out, await exportEverything(store, writer, options));
    });
    tell(`Written: ${out}. It holds personal data; keep it where nobody else can read it.`);
    return 0;
  },
};
