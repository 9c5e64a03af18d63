import type { Retained } from '#solver/contract/api/retention.ts';
import { listRetention, runRetention } from '../use-cases/privacy/retention.ts';
import { TERMINAL } from '../use-cases/doer.ts';
import type { Command } from './command.ts';
import { parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Personal data whose time is over. */
export const retentionCommand: Command = {
  name: 'retention',
  synopsis: '[--apply]',
  purpose:
    'Says of every cohort of the store in DATA_DIR when its personal data is to go; --apply erases what is due for good. Pairs under ids, figures and the record stay. Backups made before keep what they hold until they are replaced.',

  async run(words) {
    const { values } = parseWords(retentionCommand, words, { options: { apply: { type: 'boolean' } } });
    const today = new Date().toISOString().slice(0, 10);
    await withStore(async (store) => {
      const cohorts = await listRetention(store, today);
      for (const cohort of cohorts) say(sentenceOf(cohort));
      const due = cohorts.filter(({ isDue }) => isDue);
      if (!values.apply)
        return say(due.length > 0 ? 'Nothing was erased. Say --apply to erase it.' : 'Nothing is due.');
      for (const { cohort, name } of due) {
        await runRetention(store, cohort, today, TERMINAL);
        say(`Erased: all personal data of “${name}”.`);
      }
      if (due.length === 0) say('Nothing is due.');
    });
    return 0;
  },
};

function sentenceOf({ name, endsOn, goesOn, isDue, held }: Retained): string {
  const { applications, submissions, changes, comments, checkIns, surveys, reminders, letters, sets } = held;
  const ofYear = `${checkIns} check-ins, ${surveys} closing surveys, ${reminders} reminders, ${letters} letters by mail`;
  const what = `${applications} applications, ${submissions} forms sent in, ${changes} changes, ${comments} comments, ${ofYear}, names in ${sets} sets`;
  if (goesOn === null) return `“${name}”: no kick-off is known, so nothing is due. It holds ${what}.`;
  if (isDue) return `“${name}”: ended ${endsOn}, due since ${goesOn}. To go: ${what}.`;
  return `“${name}”: ends ${endsOn}, kept until ${goesOn}. It holds ${what}.`;
}
