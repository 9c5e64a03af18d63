import { problemSchema } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { conflictOf } from '#solver/explore/conflict/conflict.ts';
import { forcingOf } from '#solver/explore/forcing/forcing.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import { tiesOf } from '#solver/explore/ties/ties.ts';
import type { SearchTime } from '../../jobs/worker/explore/search-time.ts';
import type { Command } from '../command.ts';
import { readJson } from '../input.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, COMMON_OPTIONS, COMMON_SYNOPSIS, limitOf } from './answering.ts';

/** Questions that a problem file alone answers. */
function questionOfProblem(
  name: string,
  purpose: string,
  answer: (problem: Problem, time: SearchTime) => object,
): Command {
  const command: Command = {
    name: `explore ${name}`,
    synopsis: `PROBLEM.json ${COMMON_SYNOPSIS}`,
    purpose,
    async run(words) {
      const { values, positionals } = parseWords(command, words, {
        options: COMMON_OPTIONS,
        allowPositionals: true,
      });
      const [path] = positionals;
      if (path === undefined || positionals.length > 1) throw badUsage(command, 'Name one problem file.');
      const limitMs = limitOf(command, values);
      const problem = await readJson(path, problemSchema, 'INVALID_PROBLEM');
      await answerWithin(limitMs, values.out, (time) => answer(problem, time));
      return 0;
    },
  };
  return command;
}

export const forcingQuestion = questionOfProblem(
  'forcing',
  'What it costs to have each allowed pair and to be without it, in the order of the pairs, and how many others move.',
  forcingOf,
);

export const tiesQuestion = questionOfProblem(
  'ties',
  'Is the best match the only one? How many are there, and which pairs are in all of them, in some, in none?',
  tiesOf,
);

export const shortageQuestion = questionOfProblem(
  'shortage',
  'Who cannot be matched and why, and what one more place at each mentor would give.',
  (problem, { resolve }) => shortageOf(problem, resolve),
);

export const conflictQuestion = questionOfProblem(
  'conflict',
  'Demands that cannot hold together, none of which could be left out, and what comes of giving up each.',
  (problem, { resolve }) => conflictOf(problem, resolve),
);
