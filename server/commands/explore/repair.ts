import { problemSchema } from '#solver/contract/problem.ts';
import { personWithId } from '#solver/explore/repair/gone.ts';
import { repairOf } from '#solver/explore/repair/repair.ts';
import { whyNotBest } from '../../jobs/worker/explore/given-match.ts';
import type { Command } from '../command.ts';
import { readJson } from '../input.ts';
import { tell } from '../output.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, COMMON_OPTIONS, COMMON_SYNOPSIS, limitOf } from './answering.ts';
import { readMatch } from './read-match.ts';

const OPTIONS = { ...COMMON_OPTIONS, gone: { type: 'string' } } as const;

/** Somebody drops out of a match. */
export const repairQuestion: Command = {
  name: 'explore repair',
  synopsis: `PROBLEM.json RESULT.json --gone ID ${COMMON_SYNOPSIS}`,
  purpose: 'The best match without somebody, for every number of other participants who may be moved.',

  async run(words) {
    const { values, positionals } = parseWords(repairQuestion, words, {
      options: OPTIONS,
      allowPositionals: true,
    });
    const [problemPath, resultPath] = positionals;
    if (problemPath === undefined || resultPath === undefined || positionals.length > 2)
      throw badUsage(repairQuestion, 'Name a problem file and a result file.');
    const { gone: id, out } = values;
    if (id === undefined) throw badUsage(repairQuestion, 'Name who is gone with --gone.');
    const limitMs = limitOf(repairQuestion, values);
    const problem = await readJson(problemPath, problemSchema, 'INVALID_PROBLEM');
    const pairs = await readMatch(resultPath);
    const gone = personWithId(problem, id);
    await answerWithin(limitMs, out, (time) => {
      const note = whyNotBest(problem, pairs, time);
      if (note !== null) tell(note);
      return repairOf(problem, pairs, gone, time);
    });
    return 0;
  },
};
