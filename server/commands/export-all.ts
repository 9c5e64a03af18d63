import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeApplicationsOf, writeMatch } from '../jobs/file-worker-write.ts';
import { TERMINAL } from '../use-cases/doer.ts';
import { exportEverything } from '../use-cases/export-all/export-everything.ts';
import type { Command } from './command.ts';
import { notWritten, tell } from './output.ts';
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

/** Whole or not at all: beside its place first, readable by its owner alone. */
async function writeStream(path: string, content: Readable): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw notWritten(path, error);
  }
}
