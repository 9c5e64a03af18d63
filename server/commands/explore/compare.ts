import { problemSchema } from '#solver/contract/problem.ts';
import { comparisonOf } from '#solver/explore/comparison/comparison.ts';
import type { Command } from '../command.ts';
import { readJson } from '../input.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, COMMON_OPTIONS, COMMON_SYNOPSIS, limitOf } from './answering.ts';
import { readMatch } from './read-match.ts';

/** Two matches of one problem beside each other. */
export const compareQuestion: Command = {
  name: 'explore compare',
  synopsis: `PROBLEM.json FIRST.json SECOND.json ${COMMON_SYNOPSIS}`,
  purpose:
    'What lies between two result files of one problem: groups of changes that share no person, with what each is worth.',

  async run(words) {
    const { values, positionals } = parseWords(compareQuestion, words, {
      options: COMMON_OPTIONS,
      allowPositionals: true,
    });
    const [problemPath, firstPath, secondPath] = positionals;
    if (
      problemPath === undefined ||
      firstPath === undefined ||
      secondPath === undefined ||
      positionals.length > 3
    )
      throw badUsage(compareQuestion, 'Name a problem file and two result files.');
    const limitMs = limitOf(compareQuestion, values);
    const problem = await readJson(problemPath, problemSchema, 'INVALID_PROBLEM');
    const [first, second] = [await readMatch(firstPath), await readMatch(secondPath)];
    await answerWithin(limitMs, values.out, () => comparisonOf(problem, first, second));
    return 0;
  },
};
