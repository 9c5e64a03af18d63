import { chooseProgramme } from './choose-programme.ts';
import type { Command } from './command.ts';
import { verdict, writeMatch } from './match-files.ts';
import { readSeconds } from './numbers.ts';
import { tell, writeResult } from './output.ts';
import { readCohort } from './read-cohort.ts';
import { resolveDecisions } from './resolve-decisions.ts';
import { solveCohort } from './solve-cohort.ts';
import { badUsage, parseWords } from './usage.ts';

const OPTIONS = {
  mentors: { type: 'string' },
  participants: { type: 'string' },
  policy: { type: 'string' },
  programme: { type: 'string' },
  choices: { type: 'string' },
  'time-limit': { type: 'string', default: '60' },
  out: { type: 'string' },
} as const;

/** Two files of applications in, the best match out. */
export const matchCommand: Command = {
  name: 'match',
  synopsis:
    '--mentors M.csv --participants P.csv [--policy POLICY.json] [--programme ID or FILE.json] [--choices CHOICES.json] [--time-limit SECONDS] [--out FILE.csv or .json]',
  purpose:
    'Matches two files of applications (CSV or XLSX): pairs with their fit, and everybody who is left, with the reason. After 60 s, or --time-limit, the best found.',

  async run(words) {
    const { values } = parseWords(matchCommand, words, { options: OPTIONS });
    const { mentors, participants, out } = values;
    if (mentors === undefined || participants === undefined)
      throw badUsage(matchCommand, 'Name both files: --mentors and --participants.');
    const format = formatOf(out);
    const deadlineMs = readSeconds(matchCommand, 'time-limit', values['time-limit']) * 1000;
    const { programme, policy } = await chooseProgramme(values);
    const { cohort, notes } = await readCohort(programme, { participants, mentors, choices: values.choices });
    const resolved = resolveDecisions(programme, policy, cohort);
    const matching = await solveCohort(programme, resolved, cohort, deadlineMs);
    await writeResult(out, writeMatch({ programme, policy: resolved, cohort, matching }, format));
    for (const line of [...notes, verdict(matching)]) tell(line);
    return 0;
  },
};

function formatOf(out: string | undefined): 'csv' | 'json' {
  if (out === undefined || /\.csv$/iu.test(out)) return 'csv';
  if (/\.json$/iu.test(out)) return 'json';
  throw badUsage(matchCommand, `--out is "${out}". Give a name that ends in .csv or .json.`);
}
