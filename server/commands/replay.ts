import type { Replay } from '#solver/contract/api/replay.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { monotonicMs } from '../jobs/monotonic.ts';
import { replay } from '../jobs/worker/replay.ts';
import { replayMatchSet } from '../use-cases/replay-match-set.ts';
import type { Command } from './command.ts';
import { badUsage, parseWords } from './usage.ts';
import { withStore } from './with-store.ts';

const LONGEST_MS = 120_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A saved match, made once more. */
export const replayCommand: Command = {
  name: 'replay',
  synopsis: 'SET',
  purpose:
    'Makes a match set of the store in DATA_DIR once more from what was saved with it, and compares pairs and proof; exit code 1 where they differ. SET is its id.',

  async run(words) {
    const { positionals } = parseWords(replayCommand, words, { allowPositionals: true });
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length > 0) throw badUsage(replayCommand, 'Name the id of one match set.');
    const engines = await loadEngines();
    const run = { deadlineAt: monotonicMs() + LONGEST_MS, isStopped: () => false };
    const told = await withStore((store) =>
      replayMatchSet(store, id, async (task) => replay(engines, task, run)),
    );
    say(sentenceOf(told));
    for (const { of, saved, now } of told.otherVersions)
      say(`Made by another version: ${of} was ${saved ?? 'not there'}, is ${now ?? 'not there'}.`);
    return told.verdict === 'differs' ? 1 : 0;
  },
};

function sentenceOf({ verdict, differences, fromPeople }: Replay): string {
  const source = fromPeople ? 'people and policy' : 'the saved scores; the people have changed since';
  if (verdict === 'not-searched')
    return 'This set was not found by a search, so there is no search to do again. "verification" checks it.';
  if (verdict === 'identical') return `Identical: the same pairs and the same proof, from ${source}.`;
  const what = `${differences.join(', ')} (from ${source})`;
  return verdict === 'differs'
    ? `Differs in: ${what}.`
    : `Not settled: a search ended before it had a proof. Otherwise: ${what}.`;
}
