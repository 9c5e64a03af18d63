import type { z } from 'zod';
import { EXPLORE_NAMES, EXPLORE_QUESTIONS } from '#solver/contract/api/explore.ts';
import type { ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import { AskedCohort } from '../../jobs/worker/explore/asked-cohort.ts';
import { replyTo } from '../../jobs/worker/explore/reply.ts';
import type { Command } from '../command.ts';
import { readJson } from '../input.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, limitOf } from './answering.ts';
import { COHORT_OPTIONS, cohortSynopsis, readCohortInput } from './cohort-files.ts';
import { withIds } from './people-named.ts';

const OPTIONS = { ...COHORT_OPTIONS, ask: { type: 'string' } } as const;

/** A question of the service put to files of applications: what it takes besides stands in a JSON file, as in the body of a request. */
function questionOfCohort(question: ExploreQuestion): Command {
  const { summary, parameters } = EXPLORE_QUESTIONS[question];
  const takes = Object.entries(parameters.shape).map(([name, schema]) =>
    schema.safeParse(undefined).success ? `${name}?` : name,
  );
  const command: Command = {
    name: `explore ${question}`,
    synopsis: cohortSynopsis(takes.length === 0 ? '' : '--ask ASK.json'),
    purpose:
      takes.length === 0
        ? `${summary}.`
        : `${summary}. ASK.json holds { ${takes.join(', ')} } as in the description of the API; people by id or e-mail address.`,

    async run(words) {
      const { values } = parseWords(command, words, { options: OPTIONS });
      const limitMs = limitOf(command, values);
      const given = await readAsk(command, parameters, values.ask);
      const { programme, cohort, compiled, policy, named } = await readCohortInput(command, values);
      const asked = withIds(programme, cohort, given as ExploreParameters<ExploreQuestion>);
      await answerWithin(limitMs, values.out, (time, engines) =>
        named(() => replyTo(question, asked, new AskedCohort(compiled, policy, engines, time))),
      );
      return 0;
    },
  };
  return command;
}

async function readAsk(command: Command, parameters: z.ZodType, path: string | undefined): Promise<unknown> {
  if (path !== undefined) return readJson(path, parameters, 'INVALID_INPUT');
  const usual = parameters.safeParse({});
  if (usual.success) return usual.data;
  throw badUsage(command, 'Say in a JSON file what is asked, and name it with --ask.');
}

/** The questions of the service that have no command of their own, by name. */
export function questionsOfCohort(own: readonly string[]): Record<string, Command> {
  const names = EXPLORE_NAMES.filter((name) => !own.includes(name));
  return Object.fromEntries(names.map((name) => [name, questionOfCohort(name)]));
}
