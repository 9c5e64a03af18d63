import type { Command } from './command.ts';
import { parseWords } from './usage.ts';

/** Long calculations for a service that runs elsewhere, until it is told to stop. */
export const workCommand: Command = {
  name: 'work',
  synopsis: '',
  purpose:
    'Does long calculations for the services over the PostgreSQL database DATABASE_URL, beside any number of other such processes, until it is stopped.',

  async run(words) {
    parseWords(workCommand, words, { options: {} });
    // Loaded only here: the other commands need no threads.
    const [{ readConfig }, { work }] = await Promise.all([import('../config.ts'), import('../work.ts')]);
    await work(readConfig(process.env));
    return 0;
  },
};
