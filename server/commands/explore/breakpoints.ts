import { weighingOf } from '#solver/explore/weights/weighing.ts';
import { breakpointsInTime } from '../../jobs/worker/explore/breakpoints-in-time.ts';
import type { Command } from '../command.ts';
import { parseWords } from '../usage.ts';
import { answerWithin, limitOf } from './answering.ts';
import { COHORT_OPTIONS, cohortSynopsis, readCohortInput } from './cohort-files.ts';

const OPTIONS = { ...COHORT_OPTIONS, criterion: { type: 'string' } } as const;

/** Where a weight changes the best match. */
export const breakpointsQuestion: Command = {
  name: 'explore breakpoints',
  synopsis: cohortSynopsis('[--criterion ID]'),
  purpose:
    'Of each criterion, or of one: every weight from 0 to 10 at which the best match changes, and the match between. With quotas, weakest or leximin: in tenths.',

  async run(words) {
    const { values } = parseWords(breakpointsQuestion, words, { options: OPTIONS });
    const limitMs = limitOf(breakpointsQuestion, values);
    const { compiled, policy, named } = await readCohortInput(breakpointsQuestion, values);
    await answerWithin(limitMs, values.out, (time) =>
      named(() => breakpointsInTime(weighingOf(compiled, policy), values.criterion, time)),
    );
    return 0;
  },
};
