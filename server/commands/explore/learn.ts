import { byHandSchema } from '#solver/contract/explore/learn.ts';
import { learnedInTime } from '../../jobs/worker/explore/learned-in-time.ts';
import type { Command } from '../command.ts';
import { readJson } from '../input.ts';
import { resolverOf } from '../resolve-decisions.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, limitOf } from './answering.ts';
import { COHORT_OPTIONS, cohortSynopsis, readCohortInput } from './cohort-files.ts';

const OPTIONS = { ...COHORT_OPTIONS, pairs: { type: 'string' } } as const;

/** Weights from a match that was made by hand. */
export const learnQuestion: Command = {
  name: 'explore learn',
  synopsis: cohortSynopsis('--pairs PAIRS.json'),
  purpose:
    'The nearest weights under which the pairs made by hand are in a best match. PAIRS.json: [{ "participant": ID, "mentor": ID }, ..], ids or e-mail addresses, all pairs or some.',

  async run(words) {
    const { values } = parseWords(learnQuestion, words, { options: OPTIONS });
    if (values.pairs === undefined)
      throw badUsage(learnQuestion, 'Name the pairs made by hand with --pairs.');
    const limitMs = limitOf(learnQuestion, values);
    const pairs = await readJson(values.pairs, byHandSchema, 'INVALID_INPUT');
    const { programme, cohort, compiled, policy, named } = await readCohortInput(learnQuestion, values);
    const byHand = pairs.map(resolverOf(programme, cohort, 'The hand-made match names'));
    await answerWithin(limitMs, values.out, (time, engines) =>
      named(() => learnedInTime(compiled, policy, byHand, engines, time)),
    );
    return 0;
  },
};
