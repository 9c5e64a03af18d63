import type { Command } from './command.ts';
import { wholeNumber } from './numbers.ts';
import { badUsage, parseWords } from './usage.ts';

const MOST_THREADS = 256;

/** Long calculations for a service that runs elsewhere, until it is told to stop. */
export const workCommand: Command = {
  name: 'work',
  synopsis: '[--threads N]',
  purpose:
    'Does long calculations for the services over the PostgreSQL database DATABASE_URL, beside any number of other such processes, until it is stopped; N parts of sweeps at once, without it one for each core.',

  async run(words) {
    const { values } = parseWords(workCommand, words, { options: { threads: { type: 'string' } } });
    const threads = values.threads === undefined ? undefined : readThreads(values.threads);
    // Loaded only here: the other commands need no threads.
    const [{ readConfig }, { work }] = await Promise.all([import('../config.ts'), import('../work.ts')]);
    await work(readConfig(process.env), threads);
    return 0;
  },
};

function readThreads(text: string): number {
  const threads = wholeNumber(workCommand, 'threads', text, MOST_THREADS);
  if (threads === 0) throw badUsage(workCommand, 'Give --threads 1 or more.');
  return threads;
}
