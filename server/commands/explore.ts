import { MileError } from '#solver/contract/errors.ts';
import type { Command } from './command.ts';
import { breakpointsQuestion } from './explore/breakpoints.ts';
import { compareQuestion } from './explore/compare.ts';
import { fairnessQuestion } from './explore/fairness.ts';
import { learnQuestion } from './explore/learn.ts';
import { conflictQuestion, forcingQuestion, shortageQuestion, tiesQuestion } from './explore/of-problem.ts';
import { questionsOfCohort } from './explore/of-cohort.ts';
import { repairQuestion } from './explore/repair.ts';
import { robustnessQuestion } from './explore/robustness.ts';
import { usageOf } from './usage.ts';

/** Questions whose files and flags the contract names. */
const OWN: Readonly<Record<string, Command>> = {
  forcing: forcingQuestion,
  ties: tiesQuestion,
  shortage: shortageQuestion,
  conflict: conflictQuestion,
  repair: repairQuestion,
  compare: compareQuestion,
  breakpoints: breakpointsQuestion,
  robustness: robustnessQuestion,
  learn: learnQuestion,
  fairness: fairnessQuestion,
};
/** Each question is a command of its own behind the word `explore`. */
const QUESTIONS: Readonly<Record<string, Command>> = { ...OWN, ...questionsOfCohort(Object.keys(OWN)) };
const NAMES = Object.keys(QUESTIONS).join(', ');

/** Questions put to a best match: the same answers as on the screens, as JSON. */
export const exploreCommand: Command = {
  name: 'explore',
  synopsis: 'QUESTION FILES [--time-limit SECONDS] [--out FILE]',
  purpose: `Answers a question about the best match as JSON: ${NAMES}. "explore QUESTION --help" says what each takes.`,

  help([name = '']) {
    const question = questionNamed(name);
    return usageOf(question ? [question] : [exploreCommand, ...Object.values(QUESTIONS)]);
  },

  async run([name = '', ...words]) {
    const question = questionNamed(name);
    if (question) return question.run(words);
    const sentence = name === '' ? 'Name a question.' : `There is no question "${name}".`;
    throw new MileError(
      'UNKNOWN_COMMAND',
      `${sentence} The questions: ${NAMES}.\n\n${usageOf([exploreCommand])}`,
      { name },
    );
  },
};

function questionNamed(name: string): Command | undefined {
  return Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
}
