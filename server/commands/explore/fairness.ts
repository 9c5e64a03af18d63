import type { Side } from '#solver/contract/identifier.ts';
import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { groupingByField, groupingByRegion } from '#solver/explore/fairness/field-grouping.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { fitOf, wholeWeights } from '#solver/score/weights.ts';
import { bestMatch } from '../../jobs/worker/explore/given-match.ts';
import type { Command } from '../command.ts';
import { LARGEST_SEED, wholeNumber } from '../numbers.ts';
import { badUsage, parseWords } from '../usage.ts';
import { answerWithin, limitOf } from './answering.ts';
import { COHORT_OPTIONS, cohortSynopsis, readCohortInput } from './cohort-files.ts';

const OPTIONS = {
  ...COHORT_OPTIONS,
  field: { type: 'string', multiple: true },
  seed: { type: 'string', default: '1' },
} as const;

/** What the best match gives to groups of people. */
export const fairnessQuestion: Command = {
  name: 'explore fairness',
  synopsis: cohortSynopsis('--field SIDE:FIELD[:SYSTEM] [--field ..] [--seed S]'),
  purpose:
    'What the best match gives to groups of people by their answers in some fields ("participant:libraryType", a place by the regions of a system: "participant:county:regional"), and whether gaps are more than chance.',

  async run(words) {
    const { values } = parseWords(fairnessQuestion, words, { options: OPTIONS });
    const limitMs = limitOf(fairnessQuestion, values);
    const fields = (values.field ?? []).map(readField);
    if (fields.length === 0) throw badUsage(fairnessQuestion, 'Name a field with --field.');
    const seed = wholeNumber(fairnessQuestion, 'seed', values.seed, LARGEST_SEED);
    const { compiled, policy, named } = await readCohortInput(fairnessQuestion, values);
    await answerWithin(limitMs, values.out, (time) =>
      named(() => {
        const groupings = fields.map(({ side, field, system }) =>
          system === undefined
            ? groupingByField(compiled, side, field)
            : groupingByRegion(compiled, side, field, system),
        );
        const { problem } = scoreCohort(compiled, policy);
        const weights = wholeWeights(policy.criteria);
        return fairnessOf(problem, bestMatch(problem, time), {
          groupings,
          fitOf: (score) => fitOf(score, weights),
          seed,
        });
      }),
    );
    return 0;
  },
};

function readField(text: string): { side: Side; field: string; system: string | undefined } {
  const [, side, field, system] = /^(participant|mentor):([^:]+)(?::([^:]+))?$/u.exec(text) ?? [];
  if (side !== undefined && field !== undefined) return { side: side as Side, field, system };
  throw badUsage(
    fairnessQuestion,
    `--field is "${text}". Give "participant:FIELD" or "mentor:FIELD", for a place with ":SYSTEM" where its regions are meant.`,
  );
}
