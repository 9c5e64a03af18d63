import type { ExploreAnswer, ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import { thresholdsOf } from '#solver/explore/breakpoints/thresholds.ts';
import { blockingPairs } from '#solver/explore/comparison/blocking.ts';
import { comparisonOf } from '#solver/explore/comparison/comparison.ts';
import { byScore } from '#solver/explore/comparison/preferences.ts';
import { conflictOf } from '#solver/explore/conflict/conflict.ts';
import { heldReference } from '#solver/explore/comparison/held-reference.ts';
import { refuseInConfidence } from '#solver/explore/fairness/in-confidence.ts';
import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { groupingByField, groupingByRegion } from '#solver/explore/fairness/field-grouping.ts';
import { frontierOf } from '#solver/explore/fairness/frontier.ts';
import { forcedMatch } from '#solver/explore/forcing/forced-match.ts';
import { forcingOf } from '#solver/explore/forcing/forcing.ts';
import { gridOf } from '#solver/explore/forcing/grid.ts';
import { paretoOf } from '#solver/explore/pareto/pareto.ts';
import { barredPartners } from '#solver/explore/person/barred.ts';
import { personOf } from '#solver/explore/person/person.ts';
import { relaxationsOf } from '#solver/explore/shortage/relaxations.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import { diverseMatches } from '#solver/explore/ties/diverse.ts';
import { rankingOf } from '#solver/explore/ties/ranking.ts';
import { tiesOf } from '#solver/explore/ties/ties.ts';
import { weighingOf } from '#solver/explore/weights/weighing.ts';
import { fitOf, wholeWeights } from '#solver/score/weights.ts';
import type { AskedCohort } from './asked-cohort.ts';
import { breakpointsInTime } from './breakpoints-in-time.ts';
import { gridInText } from './grid-in-text.ts';
import { learnedInTime } from './learned-in-time.ts';
import { mentorProfilesInTime } from './mentor-profiles-in-time.ts';
import { referenceOf } from './reference.ts';
import { repairInCohort } from './repair-in-cohort.ts';
import { robustnessInTime } from './robustness-in-time.ts';

type Answers = {
  readonly [Question in ExploreQuestion]: (
    asked: AskedCohort,
    parameters: ExploreParameters<Question>,
  ) => ExploreAnswer<Question>;
};

/** How each question to a stored cohort is answered. */
export const ANSWERS: Answers = {
  forcing: ({ problem, time }) => forcingOf(problem, time),
  grid: ({ compiled, policy, problem, time }) => gridInText(gridOf(compiled, policy, problem, time)),
  'forced-match': (asked, { demand, ...pair }) =>
    forcedMatch(asked.problem, asked.allowed(pair), demand, asked.time.resolve) ?? null,
  person: (asked, { side, person, most }) =>
    personOf(
      asked.problem,
      { person: { side, index: asked.indexOf(side, person) }, fitOf: fitUnder(asked), most },
      asked.time,
    ),
  barred: (asked, { side, person }) =>
    barredPartners(asked.compiled, asked.policy, { side, index: asked.indexOf(side, person) }),
  ties: ({ problem, time }) => tiesOf(problem, time),
  ranking: ({ problem, time }, { wanted }) => rankingOf(problem, wanted, time),
  diverse: ({ problem, time }, { wanted, loss }) =>
    diverseMatches(problem, wanted, loss, () => time.budget.remainingMs() <= 0),
  shortage: ({ problem, time }) => shortageOf(problem, time.resolve),
  relaxations: ({ compiled, policy, time }, { rules }) =>
    relaxationsOf(compiled, policy, rules, time.resolve),
  'mentor-profiles': ({ compiled, policy, time }, question) =>
    mentorProfilesInTime(compiled, policy, question, time),
  conflict: ({ problem, time }) => conflictOf(problem, time.resolve),
  repair: repairInCohort,
  comparison: (asked, { first, second }) =>
    comparisonOf(asked.problem, asked.match(first), asked.pairsOf(second)),
  blocking: (asked, { match, most }) =>
    blockingPairs(asked.problem, asked.match(match), byScore(asked.problem), most),
  reference: (asked, question) =>
    heldReference(asked.problem, referenceOf(asked, question), asked.bestIfAny()),
  pareto: (asked, { baseline, fewer }) =>
    paretoOf(asked.problem, { baseline: baseline && asked.stillAllowed(baseline), fewer }, asked.time),
  breakpoints: ({ compiled, policy, time }, { criterion }) =>
    breakpointsInTime(weighingOf(compiled, policy), criterion, time),
  thresholds: ({ compiled, policy, time }, { rule }) => thresholdsOf(compiled, policy, rule, time.resolve),
  robustness: ({ compiled, policy, time }, question) =>
    robustnessInTime(weighingOf(compiled, policy), question, time),
  learn: ({ compiled, policy, engines, time }, { pairs }) =>
    learnedInTime(compiled, policy, pairs, engines, time),
  fairness: (asked, { fields, match, seed }) => {
    const groupings = fields.map(({ side, field, system }) =>
      system === undefined
        ? groupingByField(asked.compiled, side, field)
        : groupingByRegion(asked.compiled, side, field, system),
    );
    if (match) refuseInConfidence(groupings);
    return fairnessOf(asked.problem, asked.match(match), { groupings, fitOf: fitUnder(asked), seed });
  },
  frontier: ({ problem, time }) => frontierOf(problem, time.resolve),
};

/** The policy's fit of a score. */
function fitUnder({ policy }: AskedCohort): (score: number) => number {
  const weights = wholeWeights(policy.criteria);
  return (score) => fitOf(score, weights);
}
