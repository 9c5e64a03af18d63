import { recordCheckQuerySchema } from '#solver/contract/api/record.ts';
import type { RecordCheck } from '#solver/contract/api/record.ts';
import { checkRecord } from '../use-cases/record/check-record.ts';
import { readHead } from '../use-cases/record/printed-head.ts';
import type { Command } from './command.ts';
import { badUsage, parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The chain of who did what. */
export const recordCommand: Command = {
  name: 'record',
  synopsis: '--verify [--printed NUMBER:HASH]',
  purpose:
    'Reckons the record of the store in DATA_DIR anew; --printed holds it against a head that a file told. Exit code 1 where it is broken.',

  async run(words) {
    const { values } = parseWords(recordCommand, words, {
      options: { verify: { type: 'boolean' }, printed: { type: 'string' } },
    });
    if (!values.verify) throw badUsage(recordCommand, 'Say --verify.');
    const { data } = recordCheckQuerySchema.safeParse({ printed: values.printed });
    if (!data)
      throw badUsage(recordCommand, '--printed is the number and the hash that a file told, as 12:0f3a...');
    return tell(await withStore((store) => checkRecord(store, readHead(data.printed))));
  },
};

function tell({ intact, entries, head, breaks, printedHolds }: RecordCheck): number {
  say(`${entries} entries, head ${head.number}:${head.hash}`);
  for (const { number, what } of breaks) say(`entry ${number}: ${what}`);
  if (printedHolds === false) say('The printed head does not stand in this record.');
  const holds = intact && printedHolds !== false;
  say(holds ? 'The record is intact.' : 'The record is broken.');
  return holds ? 0 : 1;
}
