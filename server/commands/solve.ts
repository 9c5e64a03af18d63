import { MileError } from '#solver/contract/errors.ts';
import { ENGINES, engineNameSchema } from '#solver/contract/outcome.ts';
import type { EngineName } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import type { Command } from './command.ts';
import { readJson } from './input.ts';
import { readSeconds } from './numbers.ts';
import { writeResult } from './output.ts';
import { badUsage, parseWords } from './usage.ts';

const OPTIONS = {
  engine: { type: 'string', default: 'auto' },
  'time-limit': { type: 'string' },
  out: { type: 'string' },
} as const;

/** A problem file in, a result file out. */
export const solveCommand: Command = {
  name: 'solve',
  synopsis: `PROBLEM.json [--engine ${ENGINES.join('|')}] [--time-limit SECONDS] [--out RESULT.json]`,
  purpose: 'Solves a problem file; gives the result with its proof.',

  async run(words) {
    const { values, positionals } = parseWords(solveCommand, words, {
      options: OPTIONS,
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw badUsage(solveCommand, 'Name one problem file.');
    const engine = readEngine(values.engine);
    const limit = values['time-limit'];
    const deadlineMs =
      limit === undefined ? undefined : readSeconds(solveCommand, 'time-limit', limit) * 1000;
    const problem = await readJson(path, problemSchema, 'INVALID_PROBLEM');
    const engines = await loadEngines();
    const outcome = solve(problem, { engines, engine, clock: () => performance.now(), deadlineMs });
    await writeResult(values.out, `${JSON.stringify(outcome)}\n`);
    return 0;
  },
};

function readEngine(name: string): EngineName {
  const parsed = engineNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new MileError('UNKNOWN_ENGINE', `There is no engine "${name}". The engines: ${ENGINES.join(', ')}.`, {
    name,
  });
}
