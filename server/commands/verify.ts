import { outcomeSchema } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { verify } from '#solver/certify/verify.ts';
import type { Command } from './command.ts';
import { readJson } from './input.ts';
import { writeResult } from './output.ts';
import { badUsage, parseWords } from './usage.ts';

/** The independent checker. */
export const verifyCommand: Command = {
  name: 'verify',
  synopsis: 'PROBLEM.json RESULT.json [--out FILE]',
  purpose: 'Checks every claim of a result against its problem; exit code 1 where one is false.',

  async run(words) {
    const options = { out: { type: 'string' } } as const;
    const { values, positionals } = parseWords(verifyCommand, words, { options, allowPositionals: true });
    const [problemPath, resultPath] = positionals;
    if (problemPath === undefined || resultPath === undefined || positionals.length > 2)
      throw badUsage(verifyCommand, 'Name a problem file and a result file.');
    const problem = await readJson(problemPath, problemSchema, 'INVALID_PROBLEM');
    const outcome = await readJson(resultPath, outcomeSchema, 'INVALID_RESULT');
    const verification = verify(problem, outcome);
    await writeResult(values.out, `${JSON.stringify(verification)}\n`);
    return verification.reason === null ? 0 : 1;
  },
};
