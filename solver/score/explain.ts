import { MileError } from '../contract/errors.ts';
import type { Side } from '../contract/identifier.ts';
import type { Explanation } from '../contract/matching.ts';
import { POINTS } from '../contract/policy/criteria.ts';
import type { Criterion } from '../contract/policy/criteria.ts';
import type { Policy } from '../contract/policy/policy.ts';
import { blockingRules } from './blocking.ts';
import { measureOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import { fitted } from './features/phrase.ts';
import { pairIndex } from './pairs.ts';
import type { ScoredPairs } from './pairs.ts';
import { scorePairs } from './score.ts';
import { fitOf, wholeWeights } from './weights.ts';
import type { WholeWeights } from './weights.ts';

/** A hundred points of fit in hundredths. */
const FULL_HUNDREDTHS = 10_000;

type Contribution = Explanation['contributions'][number];

/** Why a pair fits as it does and what stands in its way. Throws NOT_FOUND for people of another cohort, and what `scorePairs` throws. */
export function explainPair(
  compiled: CompiledCohort,
  policy: Policy,
  participantId: string,
  mentorId: string,
): Explanation {
  const participant = findPerson(compiled, 'participant', participantId);
  const mentor = findPerson(compiled, 'mentor', mentorId);
  const pairs = scorePairs(compiled, policy);
  const pair = pairIndex(pairs, participant, mentor);
  const weights = wholeWeights(policy.criteria);
  const points = policy.criteria.map((criterion) => measureOf(compiled, criterion).at(participant, mentor));
  const score = points.reduce((sum, value, index) => sum + value * (weights.multipliers[index] as number), 0);
  return {
    participant: participantId,
    mentor: mentorId,
    fit: fitOf(score, weights),
    allowed: pair >= 0,
    blockedBy: blockingRules(compiled, policy, participant, mentor),
    forbidden: policy.forbids.some(
      (forbid) => forbid.participant === participantId && forbid.mentor === mentorId,
    ),
    contributions: contributions(compiled, policy.criteria, weights, points, [participant, mentor]),
    rankForParticipant: pair < 0 ? null : rank(pairs, pair, pairs.participant),
    rankForMentor: pair < 0 ? null : rank(pairs, pair, pairs.mentor),
  };
}

function contributions(
  compiled: CompiledCohort,
  criteria: readonly Criterion[],
  weights: WholeWeights,
  points: readonly number[],
  [participant, mentor]: readonly [number, number],
): Contribution[] {
  const earned = apportioned(weights, points);
  const lost = apportioned(
    weights,
    points.map((value) => POINTS - value),
  );
  return criteria.map((criterion, index) => {
    const { sentence, missing } = measureOf(compiled, criterion).explain(participant, mentor);
    return {
      criterion: criterion.id,
      label: criterion.label,
      points: points[index] as number,
      weight: criterion.weight,
      earned: earned[index] as number,
      lost: lost[index] as number,
      missing,
      sentence: fitted(sentence),
    };
  });
}

/**
 * Points of fit of each criterion in hundredths, rounded so that they sum to the rounded sum: each is the difference of two rounded running
 * sums, which never fall.
 */
function apportioned({ multipliers, total }: WholeWeights, points: readonly number[]): number[] {
  if (total === 0) return points.map(() => 0);
  let exact = 0;
  let given = 0;
  return points.map((value, index) => {
    exact += value * (multipliers[index] as number);
    const reached = Math.round((exact / total) * (FULL_HUNDREDTHS / POINTS));
    const part = reached - given;
    given = reached;
    return part / 100;
  });
}

/** Rank of a pair among the pairs of the same person: 1 + how many of them score more. */
function rank({ score }: ScoredPairs, pair: number, person: Int32Array): number {
  let better = 0;
  for (let other = 0; other < score.length; other += 1) {
    if (person[other] === person[pair] && (score[other] as number) > (score[pair] as number)) better += 1;
  }
  return better + 1;
}

function findPerson({ features }: CompiledCohort, side: Side, id: string): number {
  const index = (side === 'participant' ? features.participants : features.mentors).indexOf.get(id);
  if (index !== undefined) return index;
  throw new MileError('NOT_FOUND', `There is no ${side} "${id}" in this cohort. Load the cohort again.`, {
    side,
    id,
  });
}
