import { personAskSchema } from '#solver/contract/api/privacy.ts';
import { TERMINAL } from '../use-cases/doer.ts';
import { erasePerson } from '../use-cases/privacy/erase-person.ts';
import { exportPerson } from '../use-cases/privacy/export-person.ts';
import type { Command } from './command.ts';
import { tell, writeResult } from './output.ts';
import { badUsage, parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

/** Erases somebody who asks for it. */
export const eraseCommand: Command = {
  name: 'erase',
  synopsis: 'EMAIL',
  purpose:
    'Erases a person from the store in DATA_DIR for good; pairs of saved sets stay under ids. Backups made before keep what they hold until they are replaced.',

  async run(words) {
    const { positionals } = parseWords(eraseCommand, words, { allowPositionals: true });
    const { applications, matchSets } = await withStore((store) =>
      erasePerson(store, emailIn(eraseCommand, positionals), TERMINAL),
    );
    tell(`Erased: ${applications} applications, the name in ${matchSets} match sets.`);
    return 0;
  },
};

/** Gives out what is kept of somebody. */
export const exportPersonCommand: Command = {
  name: 'export-person',
  synopsis: 'EMAIL [--out FILE]',
  purpose: 'Everything that the store in DATA_DIR keeps of a person, as JSON.',

  async run(words) {
    const options = { out: { type: 'string' } } as const;
    const { positionals, values } = parseWords(exportPersonCommand, words, {
      options,
      allowPositionals: true,
    });
    const person = await withStore((store) => exportPerson(store, emailIn(exportPersonCommand, positionals)));
    await writeResult(values.out, `${JSON.stringify(person, null, 2)}\n`);
    return 0;
  },
};

function emailIn(command: Command, [email, ...rest]: readonly string[]): string {
  const { data } = personAskSchema.safeParse({ email });
  if (data && rest.length === 0) return data.email;
  throw badUsage(command, 'Give one e-mail address.');
}
