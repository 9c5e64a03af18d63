import { MOST_DRAWS, MOST_SPREAD } from '#solver/contract/explore/robustness.ts';
import { USUAL_QUESTION } from '#solver/explore/robustness/robustness.ts';
import { weighingOf } from '#solver/explore/weights/weighing.ts';
import { robustnessInTime } from '../../jobs/worker/explore/robustness-in-time.ts';
import type { Command } from '../command.ts';
import { LARGEST_SEED, wholeNumber } from '../numbers.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, limitOf } from './answering.ts';
import { COHORT_OPTIONS, cohortSynopsis, readCohortInput } from './cohort-files.ts';

const OPTIONS = {
  ...COHORT_OPTIONS,
  seed: { type: 'string', default: String(USUAL_QUESTION.seed) },
  draws: { type: 'string', default: String(USUAL_QUESTION.draws) },
  spread: { type: 'string', default: String(USUAL_QUESTION.spread) },
} as const;

/** How the best match stands when weights are not exactly what was meant. */
export const robustnessQuestion: Command = {
  name: 'explore robustness',
  synopsis: cohortSynopsis('[--draws N] [--spread SHARE] [--seed S]'),
  purpose: `In how many of N (${USUAL_QUESTION.draws}) drawn weightings each pair of the best match holds, every weight changed by up to SHARE (${USUAL_QUESTION.spread}), and how far all weights may move at once.`,

  async run(words) {
    const { values } = parseWords(robustnessQuestion, words, { options: OPTIONS });
    const limitMs = limitOf(robustnessQuestion, values);
    const draws = wholeNumber(robustnessQuestion, 'draws', values.draws, MOST_DRAWS);
    if (draws === 0) throw badUsage(robustnessQuestion, '--draws is 0. Give at least 1.');
    const seed = wholeNumber(robustnessQuestion, 'seed', values.seed, LARGEST_SEED);
    const spread = readSpread(values.spread);
    const { compiled, policy, named } = await readCohortInput(robustnessQuestion, values);
    await answerWithin(limitMs, values.out, (time) =>
      named(() => robustnessInTime(weighingOf(compiled, policy), { seed, draws, spread }, time)),
    );
    return 0;
  },
};

function readSpread(text: string): number {
  const value = /^0(?:\.\d{1,6})?$/u.test(text) ? Number(text) : Infinity;
  if (value <= MOST_SPREAD) return value;
  throw badUsage(robustnessQuestion, `--spread is "${text}". Give a share from 0 to ${MOST_SPREAD}.`);
}
