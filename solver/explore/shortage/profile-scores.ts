import type { Answer, Application } from '../../contract/cohort.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import { compileCohort, measureOf, ruleOf } from '../../score/compile.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { wholeWeights } from '../../score/weights.ts';

/** Answers of a mentor who might come. */
export type ProfileAnswers = Readonly<Record<string, Answer>>;

/** What mentors who might come would score beside the participants of a cohort. */
export interface ProfileScores {
  /** Null where the rules do not allow the pair. By the participant's index in the cohort and the profile's in the list. */
  scoreOf(participant: number, profile: number): number | null;
}

/**
 * The profiles beside the cohort's participants. What a profile leaves unanswered counts as the criteria say, except consent, which is
 * given. Throws what `compileCohort` and the compiled criteria and rules throw.
 */
export function profileScores(
  compiled: CompiledCohort,
  policy: Policy,
  profiles: readonly ProfileAnswers[],
): ProfileScores {
  const { programme, participants } = compiled.features;
  const consent = consentOf(policy);
  const mentors = profiles.map((answers, index): Application => ({
    id: `profile ${index}`,
    values: { ...consent, ...answers },
  }));
  const beside = compileCohort(
    {
      format: 'mile-cohort/1',
      programme: programme.id,
      participants: [...participants.applications],
      mentors,
    },
    programme,
  );
  const weights = wholeWeights(policy.criteria);
  const measures = policy.criteria
    .map((criterion, index) => ({ criterion, times: weights.multipliers[index] as number }))
    .filter(({ times }) => times > 0)
    .map(({ criterion, times }) => ({ measure: measureOf(beside, criterion), times }));
  const rules = policy.rules.filter(({ on }) => on).map((rule) => ruleOf(beside, rule));
  const place = mentors.map(({ id }) => beside.features.mentors.indexOf.get(id) as number);
  return {
    scoreOf(participant, profile) {
      const mentor = place[profile] as number;
      if (rules.some((rule) => rule.blocks(participant, mentor))) return null;
      return measures.reduce((sum, { measure, times }) => sum + times * measure.at(participant, mentor), 0);
    },
  };
}

/** Whoever comes to help has agreed to what the rules ask of everybody. */
function consentOf({ rules }: Policy): ProfileAnswers {
  const fields = rules.flatMap((rule) => (rule.kind === 'agreed' ? rule.fields : []));
  return Object.fromEntries(fields.filter(({ side }) => side === 'mentor').map(({ field }) => [field, true]));
}
